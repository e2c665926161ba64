package org.whittle.windows;

/** What happens to the clocks of a window's zone while it is open. */
public enum ClockChange {
  NONE,
  /** They are put forward: the window closes later by the clock, and may open later, too. */
  FORWARD,
  /** They are put back: the window closes earlier by the clock. */
  BACK
}
