package org.whittle.windows;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The stretches in which one window is open, in order, from those that end after a moment on; with
 * what black-outs leave of them.
 *
 * <p>A local time that a clock change skips is as much later as the clock jumps; one that comes
 * twice is the first (RFC 5545, section 3.3.5).
 */
final class Openings implements Iterator<Opening> {
  /** 29 February of the next but one leap year lies within, across a century, too. */
  private static final int YEARS_AHEAD = 13;

  private final Window window;
  private final List<Blackout> blackouts;
  private final Instant after;
  private final Instant horizon;
  private final Iterator<LocalDateTime> times;
  private final ArrayDeque<Opening> ready = new ArrayDeque<>();
  private @Nullable Instant shut;

  Openings(Window window, List<Blackout> blackouts, Instant after) {
    this.window = window;
    this.blackouts = blackouts.stream().sorted(Comparator.comparing(Blackout::from)).toList();
    this.after = after;
    ZonedDateTime local = after.atZone(window.zone());
    horizon = local.plusYears(YEARS_AHEAD).toInstant();
    // A day more, for clocks that were put forward or back meanwhile.
    times =
        window
            .recurrence()
            .times(window.first(), local.toLocalDateTime().minus(window.length()).minusDays(1));
  }

  /** Whether a black-out shut at least one opening that was passed by. */
  boolean sawBlackout() {
    return shut != null;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && times.hasNext()) {
      Opening whole = whole(times.next());
      if (whole.from().isAfter(horizon)) {
        return false;
      }
      if (whole.until().isAfter(after)) {
        List<Opening> left = left(whole);
        if (left.isEmpty()) {
          shut = whole.from();
        }
        left.stream().filter(piece -> piece.until().isAfter(after)).forEach(ready::add);
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Opening next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  /** The opening that starts then, as if there were no black-outs. */
  Opening whole(LocalDateTime start) {
    Instant from = start.atZone(window.zone()).toInstant();
    Instant until = from.plus(window.length());
    return new Opening(window.name(), from, until, window.zone(), change(start, from, until));
  }

  private ClockChange change(LocalDateTime start, Instant from, Instant until) {
    ZoneOffsetTransition skipped = window.zone().getRules().getTransition(start);
    if (skipped != null) {
      return skipped.isGap() ? ClockChange.FORWARD : ClockChange.BACK;
    }
    ZoneOffsetTransition next = window.zone().getRules().nextTransition(from);
    if (next == null || !next.getInstant().isBefore(until)) {
      return ClockChange.NONE;
    }
    return next.isGap() ? ClockChange.FORWARD : ClockChange.BACK;
  }

  private List<Opening> left(Opening whole) {
    List<Opening> left = new ArrayList<>();
    Instant at = whole.from();
    for (Blackout blackout : blackouts) {
      if (blackout.until().isAfter(at) && blackout.from().isBefore(whole.until())) {
        if (blackout.from().isAfter(at)) {
          left.add(whole.between(at, blackout.from()));
        }
        at = blackout.until();
      }
    }
    if (at.isBefore(whole.until())) {
      left.add(whole.between(at, whole.until()));
    }
    return left;
  }
}
