package org.whittle.application.windows;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.jobs.Windows;
import org.whittle.windows.Blackout;
import org.whittle.windows.MaintenanceCalendar;
import org.whittle.windows.Standing;

/** Reads maintenance windows and black-outs. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadWindows {
  private static final int SHOWN = 3;

  @Inject private Windows windows;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** All of them, and how things stand now. */
  public WindowsPage read() {
    Instant now = clock.instant();
    Standing standing = windows.calendar(caller.project()).at(now);
    List<Windows.KeptBlackout> blackouts = windows.blackouts(caller.project());
    return new WindowsPage(
        standing instanceof Standing.Open open ? Optional.of(open.deadline()) : Optional.empty(),
        StandingText.of(standing),
        windows.windows(caller.project()).stream()
            .map(
                window ->
                    view(
                        window,
                        blackouts.stream().map(Windows.KeptBlackout::blackout).toList(),
                        now))
            .toList(),
        blackouts.stream()
            .map(
                kept ->
                    new BlackoutView(
                        kept.id(),
                        kept.blackout().name(),
                        kept.blackout().from(),
                        kept.blackout().until(),
                        kept.zone().getId()))
            .toList());
  }

  private static WindowView view(Windows.KeptWindow kept, List<Blackout> blackouts, Instant now) {
    return new WindowView(
        kept.id(),
        kept.window().name(),
        kept.window().recurrence().text(),
        kept.window().first().toString(),
        kept.window().zone().getId(),
        kept.window().length().toMinutes(),
        new MaintenanceCalendar(List.of(kept.window()), blackouts)
            .next(now, SHOWN).stream().map(OpeningView::of).toList());
  }
}
