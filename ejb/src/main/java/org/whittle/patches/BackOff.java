package org.whittle.patches;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a line waits before it is tried again, after something was not available. */
public final class BackOff {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30));

  private BackOff() {}

  /**
   * The pause before the next try; empty if there have been enough.
   *
   * @param failed tries that failed, this one included; from 1
   */
  public static Optional<Duration> after(int failed) {
    return failed <= PAUSES.size() ? Optional.of(PAUSES.get(failed - 1)) : Optional.empty();
  }
}
