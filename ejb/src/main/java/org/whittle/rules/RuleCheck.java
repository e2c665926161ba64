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
  // Every image has these accounts.
  private final Set<String> users = new HashSet<>(Set.of("root", "nobody"));
  private final Set<String> groups = new HashSet<>(Set.of("root", "nogroup"));
  private final Set<SliceRef> slices = new HashSet<>();

  private record Named(String sort, String name) {}

  private RuleCheck() {}

  /** Everything that is wrong with layers of rules that could each be read. */
  static List<Problem> problems(List<RuleLayer> layers) {
    RuleCheck check = new RuleCheck();
    layers.forEach(check::define);
    for (RuleFile file : layers.stream().flatMap(RuleCheck::files).toList()) {
      check.accounts(file);
      file.packages().forEach(p -> p.slices().forEach(s -> check.part(s.part())));
      file.rules().forEach(r -> check.part(r.part()));
    }
    layers.forEach(layer -> check.problems.addAll(Contradictions.in(layer)));
    return check.problems;
  }

  static Stream<RuleFile> files(RuleLayer layer) {
    return layer.files().stream().map(ParsedRules::file);
  }

  /** Within a layer nothing is defined twice. */
  private void define(RuleLayer layer) {
    Map<Named, Position> defined = new HashMap<>();
    files(layer).forEach(file -> define(file, defined));
  }

  private void define(RuleFile file, Map<Named, Position> defined) {
    for (Account account : file.accounts()) {
      boolean user = account instanceof Account.User;
      define(new Named(user ? "user" : "group", account.name()), account.at(), defined);
      (user ? users : groups).add(account.name());
    }
    for (PackageRules p : file.packages()) {
      define(new Named("package", p.name().value()), p.at(), defined);
      for (Slice slice : p.slices()) {
        define(new Named("slice", slice.name().toString()), slice.at(), defined);
        slices.add(slice.name());
      }
    }
  }

  private void define(Named thing, Position at, Map<Named, Position> defined) {
    Position before = defined.putIfAbsent(thing, at);
    if (before != null) {
      refuse(
          at,
          "cannot define "
              + thing.sort()
              + " \""
              + thing.name()
              + "\": it is already defined at "
              + before.inFile());
    }
  }

  private void accounts(RuleFile file) {
    for (Account account : file.accounts()) {
      if (account instanceof Account.User user && !groups.contains(user.group())) {
        refuse(
            user.at(),
            "cannot define user \""
                + user.name()
                + "\": its group \""
                + user.group()
                + "\" is defined nowhere");
      }
    }
  }

  private void part(Part part) {
    for (Part.Need need : part.needs()) {
      if (!slices.contains(need.slice())) {
        refuse(need.at(), "cannot need slice \"" + need.slice() + "\": it is defined nowhere");
      }
    }
    part.users().forEach(u -> owner(u.at(), u.value()));
    part.groups().forEach(g -> group(g.at(), g.value()));
    part.directories().forEach(d -> owners(d.at(), d.owner(), d.group()));
    part.files().forEach(f -> owners(f.at(), f.owner(), f.group()));
    part.adjusts().forEach(a -> owners(a.at(), a.owner(), a.group()));
  }

  private void owners(Position at, String owner, String group) {
    owner(at, owner);
    group(at, group);
  }

  private void owner(Position at, String name) {
    if (!users.contains(name)) {
      refuse(at, "cannot use user \"" + name + "\": it is defined nowhere");
    }
  }

  private void group(Position at, String name) {
    if (!groups.contains(name)) {
      refuse(at, "cannot use group \"" + name + "\": it is defined nowhere");
    }
  }

  private void refuse(Position at, String message) {
    problems.add(new Problem(at, message));
  }
}
