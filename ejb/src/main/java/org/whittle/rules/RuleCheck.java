package org.whittle.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Checks what only all files together can tell: references, duplicates, unknown accounts. */
final class RuleCheck {
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Object, Position> defined = new HashMap<>();
  // Every image has these accounts.
  private final Set<String> users = new HashSet<>(Set.of("root", "nobody"));
  private final Set<String> groups = new HashSet<>(Set.of("root", "nogroup"));
  private final Set<SliceRef> slices = new HashSet<>();

  private record Named(String sort, String name) {}

  private RuleCheck() {}

  static List<Problem> problems(List<RuleFile> files) {
    RuleCheck check = new RuleCheck();
    files.forEach(check::define);
    files.forEach(check::accounts);
    files.stream().flatMap(f -> f.packages().stream()).forEach(check::packageRules);
    files.stream().flatMap(f -> f.rules().stream()).forEach(r -> check.part(r.part()));
    return check.problems;
  }

  private void define(RuleFile file) {
    for (Account account : file.accounts()) {
      boolean user = account instanceof Account.User;
      define(new Named(user ? "user" : "group", account.name()), account.at());
      (user ? users : groups).add(account.name());
    }
    for (PackageRules p : file.packages()) {
      define(new Named("package", p.name().value()), p.at());
      for (Slice slice : p.slices()) {
        define(new Named("slice", slice.name().toString()), slice.at());
        slices.add(slice.name());
      }
    }
  }

  private void define(Named thing, Position at) {
    Position before = defined.putIfAbsent(thing, at);
    if (before != null) {
      problems.add(
          new Problem(
              at,
              thing.sort() + " \"" + thing.name() + "\" is already defined at " + before.inFile()));
    }
  }

  private void accounts(RuleFile file) {
    for (Account account : file.accounts()) {
      if (account instanceof Account.User user && !groups.contains(user.group())) {
        problems.add(
            new Problem(
                user.at(),
                "user \"" + user.name() + "\" has the unknown group \"" + user.group() + "\""));
      }
    }
  }

  private void packageRules(PackageRules rules) {
    for (Slice slice : rules.slices()) {
      part(slice.part());
      for (Part.Need need : slice.part().needs()) {
        if (need.slice().equals(slice.name())) {
          problems.add(new Problem(need.at(), "slice \"" + slice.name() + "\" needs itself"));
        }
      }
    }
  }

  private void part(Part part) {
    for (Part.Need need : part.needs()) {
      if (!slices.contains(need.slice())) {
        problems.add(new Problem(need.at(), "slice \"" + need.slice() + "\" is defined nowhere"));
      }
    }
    part.users().forEach(u -> owner(u.at(), u.value()));
    part.groups().forEach(g -> group(g.at(), g.value()));
    part.directories().forEach(d -> owners(d.at(), d.owner(), d.group()));
    part.files().forEach(f -> owners(f.at(), f.owner(), f.group()));
    part.adjusts().forEach(a -> owners(a.at(), a.owner(), a.group()));
    for (Part.Pattern kept : part.keep()) {
      Stream<Part.Pattern> contrary =
          part.drop().stream().filter(d -> d.glob().equals(kept.glob()));
      contrary.forEach(
          d ->
              problems.add(
                  new Problem(
                      d.at(),
                      "\"" + d.glob() + "\" is dropped here and kept at " + kept.at().inFile())));
    }
  }

  private void owners(Position at, String owner, String group) {
    owner(at, owner);
    group(at, group);
  }

  private void owner(Position at, String name) {
    if (!users.contains(name)) {
      problems.add(new Problem(at, "user \"" + name + "\" is defined nowhere"));
    }
  }

  private void group(Position at, String name) {
    if (!groups.contains(name)) {
      problems.add(new Problem(at, "group \"" + name + "\" is defined nowhere"));
    }
  }
}
