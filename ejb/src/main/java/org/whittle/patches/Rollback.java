package org.whittle.patches;

import java.time.Instant;
import org.whittle.kernel.InvalidInput;

/** Who took something back, when and why. */
public record Rollback(String by, Instant at, String reason) {
  private static final int LONGEST = 900;

  /**
   * A reason as it is kept.
   *
   * @throws InvalidInput if it is empty or longer than 900 characters
   */
  public static String reason(String reason) {
    if (reason.isBlank() || reason.length() > LONGEST) {
      throw new InvalidInput(
          "cannot roll back without a reason of 1 to " + LONGEST + " characters",
          "Say what went wrong, for who comes after you",
          null);
    }
    return reason.strip();
  }
}
