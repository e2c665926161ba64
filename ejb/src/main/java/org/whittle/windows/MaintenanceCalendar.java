package org.whittle.windows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All windows and black-outs together. */
public record MaintenanceCalendar(List<Window> windows, List<Blackout> blackouts) {
  private static final int MOST = 100;

  /** Copies the lists. */
  public MaintenanceCalendar {
    windows = List.copyOf(windows);
    blackouts = List.copyOf(blackouts);
  }

  /** Whether work may run by itself at the moment, and if not, what it waits for. */
  public Standing at(Instant now) {
    List<Openings> all = openings(now);
    List<Opening> first = new ArrayList<>();
    for (Openings one : all) {
      if (one.hasNext()) {
        first.add(one.next());
      }
    }
    first.sort(Comparator.comparing(Opening::from).thenComparing(Opening::window));
    if (first.isEmpty()) {
      return never(all);
    }
    Opening next = first.getFirst();
    return next.contains(now)
        ? new Standing.Open(next, deadline(next))
        : new Standing.Shut(next, shutting(now));
  }

  /** The next openings from a moment on, in order; the one that contains it is the first. */
  public List<Opening> next(Instant from, int most) {
    List<Opening> found = new ArrayList<>();
    for (Openings one : openings(from)) {
      for (int i = 0; i < most && one.hasNext(); i++) {
        found.add(one.next());
      }
    }
    return found.stream()
        .sorted(Comparator.comparing(Opening::from).thenComparing(Opening::window))
        .limit(most)
        .toList();
  }

  private List<Openings> openings(Instant from) {
    return windows.stream().map(window -> new Openings(window, blackouts, from)).toList();
  }

  /** The end of the openings that follow this one without a gap. */
  private Instant deadline(Opening first) {
    Instant deadline = first.until();
    for (Opening opening : next(first.from(), MOST)) {
      if (!opening.from().isAfter(deadline) && opening.until().isAfter(deadline)) {
        deadline = opening.until();
      }
    }
    return deadline;
  }

  /** The black-out of this moment, if without it a window were open. */
  private Optional<Blackout> shutting(Instant now) {
    boolean open =
        new MaintenanceCalendar(windows, List.of())
            .next(now, MOST).stream().anyMatch(opening -> opening.contains(now));
    return blackouts.stream()
        .filter(blackout -> open && blackout.contains(now))
        .max(Comparator.comparing(Blackout::until));
  }

  private Standing.Never never(List<Openings> all) {
    if (windows.isEmpty()) {
      return new Standing.Never(Standing.Reason.NO_WINDOW, "there is no window");
    }
    if (all.stream().anyMatch(Openings::sawBlackout)) {
      return new Standing.Never(
          Standing.Reason.BLACKED_OUT,
          "black-outs cover every opening: "
              + String.join(", ", blackouts.stream().map(Blackout::name).sorted().toList()));
    }
    return new Standing.Never(
        Standing.Reason.NO_DAY,
        "no day fits the recurrence of "
            + String.join(", ", windows.stream().map(Window::name).sorted().toList()));
  }
}
