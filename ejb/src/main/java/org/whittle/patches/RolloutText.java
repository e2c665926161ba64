package org.whittle.patches;

import org.whittle.kernel.InvalidInput;

/** What may be said of a rollout. */
final class RolloutText {
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_COMMENT = 2000;

  private RolloutText() {}

  static String title(String title) {
    if (title.isBlank() || title.length() > LONGEST_TITLE) {
      throw new InvalidInput("cannot propose a rollout without a title of 1 to 200 characters");
    }
    return title.strip();
  }

  static String comment(String comment) {
    if (comment.length() > LONGEST_COMMENT) {
      throw new InvalidInput("cannot propose a rollout: the comment is over 2,000 characters");
    }
    return comment.strip();
  }
}
