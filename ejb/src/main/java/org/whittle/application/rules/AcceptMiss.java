package org.whittle.application.rules;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.library.Images;
import org.whittle.library.RuleOrigin;
import org.whittle.library.RuleVersions.RuleText;
import org.whittle.library.RuleVersions.RuleVersion;
import org.whittle.library.Versions;
import org.whittle.rules.ContextRule;
import org.whittle.rules.MissRule;
import org.whittle.rules.RuleParser;

/** Makes a rule of the organisation's own out of a path that a retro-test asked for in vain. */
@Stateless
@RolesAllowed(Roles.AUTHOR)
public class AcceptMiss {
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private RuleEdits edits;
  @Inject private Caller caller;

  /** The version of the rules that has the rule, and the file that it is in. */
  public record Accepted(int version, String file, String rule) {}

  /**
   * Adds the rule that keeps the path.
   *
   * @param miss its place in the list of the image version, from 1
   * @throws Conflict if there is the rule already
   */
  public Accepted accept(String image, int number, int miss) {
    Versions.Miss missed = miss(image, number, miss);
    String rule = MissRule.name(missed.path(), missed.program(), missed.test());
    RuleVersion newest = edits.newest();
    refuseSecond(edits.with(newest, file(image), edits.own(newest, file(image))), rule);
    String addition =
        MissRule.keeping(
            missed.path(), missed.program(), missed.test(), image + " version " + number);
    String text =
        edits
            .own(newest, file(image))
            .map(before -> appended(before, addition))
            .orElse("# Rules out of misses of the image " + image + ".\n" + addition);
    int version =
        edits.save(
            file(image),
            newest.number(),
            Optional.of(text),
            cut("miss of " + image + " version " + number + ": " + missed.path()));
    return new Accepted(version, file(image), rule);
  }

  private Versions.Miss miss(String image, int number, int miss) {
    List<Versions.Miss> misses =
        versions.misses(versions.version(images.image(caller.project(), image), number).id());
    if (miss < 1 || miss > misses.size()) {
      throw new NotFound(
          "cannot find miss " + miss + " of version " + number + " of image " + image);
    }
    Versions.Miss missed = misses.get(miss - 1);
    if (missed.kind().equals("UNKNOWN")) {
      throw new InvalidInput(
          "cannot make a rule of "
              + missed.path()
              + ": no package of the image's closure has it, so that no rule can keep it",
          "Add the package " + missed.owner() + " to the blueprint",
          null);
    }
    return missed;
  }

  private static String file(String image) {
    return "misses-" + cut(image, 50) + ".yaml";
  }

  private static void refuseSecond(List<RuleText> files, String rule) {
    for (RuleText file : files) {
      for (ContextRule known : RuleParser.parse(file.name(), file.text()).file().rules()) {
        if (file.origin() == RuleOrigin.OVERLAY && known.name().equals(rule)) {
          throw new Conflict(
              "cannot add the rule \"" + rule + "\": it is there at " + known.at().inFile(),
              "Build the image again to see whether it still misses the path",
              null);
        }
      }
    }
  }

  /** The rule behind the others; the file may have been edited since it was begun. */
  private static String appended(String before, String addition) {
    String text = before.stripTrailing() + "\n" + addition.substring(addition.indexOf('\n') + 1);
    int rules = RuleParser.parse("before", before).file().rules().size();
    if (RuleParser.parse("after", text).file().rules().size() != rules + 1) {
      throw new InvalidInput(
          "cannot add the rule: the list of rules is not the last thing of the file",
          "Let the file end with its list \"rules:\", an element a line as others have it",
          null);
    }
    return text;
  }

  private static String cut(String text) {
    return cut(text, 500);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
