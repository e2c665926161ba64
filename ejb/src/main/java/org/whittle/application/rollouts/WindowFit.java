package org.whittle.application.rollouts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.windows.Opening;

/**
 * Whether a plan can be done in the next window.
 *
 * @param opens when it opens, or opened
 * @param fits whether all is done before it closes, as far as can be told
 */
public record WindowFit(String window, Instant opens, Instant closes, boolean fits) {
  /** How a plan of that length fits into the first of the openings, from now on. */
  static Optional<WindowFit> of(List<Opening> openings, Instant now, Duration length) {
    return openings.stream()
        .findFirst()
        .map(
            opening -> {
              Instant starts = opening.from().isAfter(now) ? opening.from() : now;
              return new WindowFit(
                  opening.window(),
                  opening.from(),
                  opening.until(),
                  !starts.plus(length).isAfter(opening.until()));
            });
  }
}
