package org.whittle.application.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.RuleSets;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.RuleOrigin;
import org.whittle.library.RuleVersions;
import org.whittle.library.RuleVersions.RuleText;
import org.whittle.library.RuleVersions.RuleVersion;
import org.whittle.rules.RuleSet;

/** Changes of the organisation's own rules; to be called in a transaction. */
@ApplicationScoped
class RuleEdits {
  private static final int LONGEST_TEXT = 200_000;
  private static final int LONGEST_REASON = 500;

  @Inject private RuleVersions versions;
  @Inject private RuleSets sets;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /** The newest version. */
  RuleVersion newest() {
    return versions.version(caller.project(), sets.registered());
  }

  /** The text of an own file in a version; empty if it has none of the name. */
  Optional<String> own(RuleVersion version, String name) {
    return versions.files(version).stream()
        .filter(file -> file.origin() == RuleOrigin.OVERLAY && file.name().equals(name))
        .map(RuleText::text)
        .findFirst();
  }

  /** The files of a version with one of the own ones replaced, added, or without a text removed. */
  List<RuleText> with(RuleVersion version, String name, Optional<String> text) {
    refuseOther(name, text.orElse(""));
    List<RuleText> files = new ArrayList<>(versions.files(version));
    files.removeIf(file -> file.origin() == RuleOrigin.OVERLAY && file.name().equals(name));
    text.ifPresent(t -> files.add(RuleText.of(RuleOrigin.OVERLAY, name, t)));
    return files;
  }

  private static void refuseOther(String name, String text) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,59}\\.yaml")) {
      throw new InvalidInput(
          "cannot use rule file \"" + name + "\": the name does not do",
          "Use lower-case letters, digits and hyphens, and .yaml at the end",
          null);
    }
    if (text.length() > LONGEST_TEXT) {
      throw new InvalidInput(
          "cannot use rule file \"" + name + "\": it is longer than 200,000 characters",
          "Make several files of it",
          null);
    }
  }

  /**
   * Makes a version with the change; gives its number.
   *
   * @param known the version that the author changed
   * @throws Conflict if somebody else has changed the same file since
   * @throws InvalidInput with every problem and its position, if the rules could not be used
   */
  int save(String name, int known, Optional<String> text, String reason) {
    RuleVersion base = versions.version(caller.project(), known);
    RuleVersion newest = newest();
    if (!own(base, name).equals(own(newest, name))) {
      throw new Conflict(
          "cannot save rule file "
              + name
              + ": "
              + newest.createdBy()
              + " saved version "
              + newest.number()
              + " while you edited version "
              + known,
          "Load the file again and repeat your change",
          null);
    }
    List<RuleText> files = with(newest, name, text);
    refuseProblems(files);
    if (text.equals(own(newest, name))) {
      return newest.number();
    }
    String why = reason(reason);
    int number =
        versions.add(
            caller.project(),
            newest.number(),
            RuleSet.digest(RuleSets.layers(files)),
            files,
            new RuleVersions.Change(why, caller.name()));
    audited.record("save rules", "rules version " + number, name + ": " + why);
    return number;
  }

  private static String reason(String text) {
    String reason = text.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new InvalidInput(
          "cannot save the rules: a reason of 1 to 500 characters is expected",
          "Say why, for those who read the history",
          null);
    }
    return reason;
  }

  private static void refuseProblems(List<RuleText> files) {
    List<RuleProblem> problems = problems(files);
    if (!problems.isEmpty()) {
      throw new InvalidInput(
          "cannot save the rules:\n"
              + problems.stream()
                  .map(p -> p.file() + ":" + p.line() + ":" + p.column() + ": " + p.message())
                  .collect(Collectors.joining("\n")));
    }
  }

  /** Everything that is wrong with the files together. */
  static List<RuleProblem> problems(List<RuleText> files) {
    return RuleSet.problems(RuleSets.layers(files)).stream()
        .map(p -> new RuleProblem(p.at().file(), p.at().line(), p.at().column(), p.message()))
        .toList();
  }
}
