package org.whittle.patches;

import java.util.OptionalInt;
import org.whittle.kernel.InvalidInput;

/**
 * What a rollout is for.
 *
 * @param rules the version of the rules that it brings, if it brings one
 * @param scope which images it is about, for people; empty: all that it touches
 */
public record Purpose(RolloutCause cause, OptionalInt rules, String scope) {
  private static final int MOST_TEXT = 2000;

  /** Checks that a version of the rules is named by who brings one, and by nobody else. */
  public Purpose {
    if (rules.isPresent() != (cause == RolloutCause.RULES)) {
      throw new InvalidInput(
          cause == RolloutCause.RULES
              ? "cannot plan a rollout of rules without their version"
              : "cannot plan a rollout: only one for rules names a version of them");
    }
    scope = scope.length() <= MOST_TEXT ? scope : scope.substring(0, MOST_TEXT - 1) + "…";
  }

  /** Patches, for all images that they touch. */
  public static Purpose patches() {
    return new Purpose(RolloutCause.PATCHES, OptionalInt.empty(), "");
  }
}
