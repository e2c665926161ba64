package org.whittle.launcher;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what can only be asked, never told. */
final class Poll {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Poll() {}

  /**
   * Asks every 100 ms until the answer is yes; false if it has not been within {@code patience}.
   */
  static boolean until(Duration patience, BooleanSupplier question) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      if (question.getAsBoolean()) {
        return true;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }
}
