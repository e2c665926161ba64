package org.whittle.application.rules;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.application.RuleSets;
import org.whittle.kernel.NotFound;
import org.whittle.library.RuleOrigin;
import org.whittle.library.RuleVersions;
import org.whittle.library.RuleVersions.RuleText;
import org.whittle.library.RuleVersions.RuleVersion;
import org.whittle.rules.ContextRule;
import org.whittle.rules.RuleFile;
import org.whittle.rules.RuleParser;

/** Reads the rules and their versions. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadRules {
  @Inject private RuleVersions versions;
  @Inject private RuleSets sets;
  @Inject private Caller caller;

  /** The rules that builds obey unless their blueprint pins another version. */
  public RulesPage current() {
    return version(sets.registered());
  }

  /** Versions, newest first. */
  public Page<RuleVersionRow> versions(PageRequest page) {
    int head = sets.registered();
    return new Page<>(
        versions.page(caller.project(), page.first(), page.size()).stream()
            .map(version -> row(version, head))
            .toList(),
        versions.count(caller.project()));
  }

  /** One version with its files. */
  public RulesPage version(int number) {
    RuleVersion version = versions.version(caller.project(), number);
    List<RuleText> files = versions.files(version);
    return new RulesPage(
        row(version, versions.head(caller.project())),
        files.stream().map(ReadRules::row).toList(),
        RuleEdits.problems(files));
  }

  /** The text of a file of a version. */
  public RuleFilePage file(int number, RuleOrigin origin, String name) {
    return versions.files(versions.version(caller.project(), number)).stream()
        .filter(file -> file.origin() == origin && file.name().equals(name))
        .findFirst()
        .map(file -> new RuleFilePage(number, origin, name, file.text()))
        .orElseThrow(
            () -> new NotFound("cannot find " + name + " in version " + number + " of the rules"));
  }

  /** What differs between two versions. */
  public RuleDifference difference(int from, int to) {
    Map<String, RuleText> before = files(from);
    Map<String, RuleText> after = files(to);
    Map<String, RuleText> all = new TreeMap<>(before);
    all.putAll(after);
    List<RuleDifference.FileChange> changes = new ArrayList<>();
    all.forEach(
        (key, file) -> {
          String old = text(before, key);
          String now = text(after, key);
          if (!old.equals(now)) {
            changes.add(
                new RuleDifference.FileChange(
                    file.origin(), file.name(), TextDifference.between(old, now)));
          }
        });
    return new RuleDifference(from, to, changes);
  }

  private Map<String, RuleText> files(int number) {
    Map<String, RuleText> files = new TreeMap<>();
    versions
        .files(versions.version(caller.project(), number))
        .forEach(file -> files.put(file.origin() + "/" + file.name(), file));
    return files;
  }

  private static String text(Map<String, RuleText> files, String key) {
    return Optional.ofNullable(files.get(key)).map(RuleText::text).orElse("");
  }

  private static RuleVersionRow row(RuleVersion version, int head) {
    return new RuleVersionRow(
        version.number(),
        version.digest().toString(),
        version.reason(),
        version.createdAt(),
        version.createdBy(),
        version.number() == head);
  }

  private static RuleFileRow row(RuleText text) {
    RuleFile file = RuleParser.parse(text.name(), text.text()).file();
    return new RuleFileRow(
        text.origin(),
        text.name(),
        text.digest().toString(),
        file.packages().stream()
            .flatMap(p -> p.slices().stream())
            .map(slice -> slice.name().toString())
            .toList(),
        file.rules().stream().map(ContextRule::name).toList());
  }
}
