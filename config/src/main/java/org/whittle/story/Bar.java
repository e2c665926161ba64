package org.whittle.story;

import java.util.Locale;

/**
 * A measure and the most that it may be.
 *
 * @param unit of both
 */
record Bar(String what, double measured, double most, String unit) {
  boolean isMet() {
    return measured <= most;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "  %-34s %8.1f %-3s  at most %5.0f %-3s  %s",
        what,
        measured,
        unit,
        most,
        unit,
        isMet() ? "met" : "MISSED");
  }
}
