package org.whittle.resolver.minimal;

import java.time.Duration;

/** Counts the steps of a search, and says when its effort is spent. */
final class Meter {
  /** How many steps lie between two looks at the clock. */
  private static final int LOOK = 0x3FF;

  /** A time that does not pass. */
  static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private final long steps;
  private final long start = System.nanoTime();
  private final long nanos;
  private long counted;
  private boolean spent;

  Meter(Effort effort) {
    this.steps = effort.steps();
    this.nanos = effort.time().toNanos();
  }

  void step() {
    counted++;
    if (counted > steps || ((counted & LOOK) == 0 && System.nanoTime() - start > nanos)) {
      spent = true;
    }
  }

  boolean spent() {
    return spent;
  }
}
