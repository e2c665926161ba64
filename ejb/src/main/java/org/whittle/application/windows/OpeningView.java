package org.whittle.application.windows;

import java.time.Instant;
import org.whittle.windows.ClockChange;
import org.whittle.windows.Opening;

/** A stretch in which a window is open. */
public record OpeningView(
    String window, Instant from, Instant until, String zone, ClockChange clockChange) {
  static OpeningView of(Opening opening) {
    return new OpeningView(
        opening.window(),
        opening.from(),
        opening.until(),
        opening.zone().getId(),
        opening.clockChange());
  }
}
