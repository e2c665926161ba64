package org.whittle.windows;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A stretch in which a window is open.
 *
 * @param until when it closes; not part of it
 */
public record Opening(
    String window, Instant from, Instant until, ZoneId zone, ClockChange clockChange) {
  boolean contains(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }

  Opening between(Instant newFrom, Instant newUntil) {
    return new Opening(window, newFrom, newUntil, zone, clockChange);
  }
}
