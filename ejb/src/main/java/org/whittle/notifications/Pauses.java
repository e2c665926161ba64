package org.whittle.notifications;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a delivery waits before it is tried again. */
final class Pauses {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(12));

  private Pauses() {}

  /**
   * The pause before the next attempt; empty if there have been enough, some 21 hours after the
   * first.
   *
   * @param failed attempts that failed, this one included; from 1
   */
  static Optional<Duration> after(int failed) {
    return failed <= PAUSES.size() ? Optional.of(PAUSES.get(failed - 1)) : Optional.empty();
  }
}
