package org.whittle.windows;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.whittle.kernel.InvalidInput;

/**
 * A maintenance window: from its start it is open for so long, and then its work has to stop.
 *
 * @param name what people call it
 * @param recurrence on which days
 * @param first its first opening, and the time of day of all, in the zone
 * @param zone where its clock hangs
 * @param length in time that passes, whatever the clock does meanwhile (RFC 5545, section 3.3.6)
 */
public record Window(
    String name, Recurrence recurrence, LocalDateTime first, ZoneId zone, Duration length) {
  private static final Duration LONGEST = Duration.ofDays(7);

  /**
   * Checks name and length.
   *
   * @throws InvalidInput if the name is empty, or the length is not from a minute to a week
   */
  public Window {
    name = name.strip();
    if (name.isEmpty() || name.length() > 63) {
      throw new InvalidInput("cannot keep a window without a name of 1 to 63 characters");
    }
    if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(LONGEST) > 0) {
      throw new InvalidInput(
          "cannot keep window \"" + name + "\": it must be open for 1 minute to 7 days");
    }
  }
}
