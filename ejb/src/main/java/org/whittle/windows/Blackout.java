package org.whittle.windows;

import java.time.Instant;
import org.whittle.kernel.InvalidInput;

/**
 * A time in which no window is open, whatever its recurrence says; its end does not belong to it.
 */
public record Blackout(String name, Instant from, Instant until) {
  /**
   * Checks name and times.
   *
   * @throws InvalidInput if the name is empty, or it ends before it begins
   */
  public Blackout {
    name = name.strip();
    if (name.isEmpty() || name.length() > 63) {
      throw new InvalidInput("cannot keep a black-out without a name of 1 to 63 characters");
    }
    if (!until.isAfter(from)) {
      throw new InvalidInput("cannot keep black-out \"" + name + "\": it ends before it begins");
    }
  }

  boolean contains(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }
}
