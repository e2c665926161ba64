package org.whittle.application.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.jobs.Windows;
import org.whittle.windows.Opening;

/** When the night job may start by itself the next time. */
@ApplicationScoped
public class NightClock {
  @Inject private Windows windows;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** The next opening of a window that is not open yet; empty if none opens. */
  public Optional<Instant> next() {
    Instant now = clock.instant();
    return windows.calendar(caller.project()).next(now, 2).stream()
        .map(Opening::from)
        .filter(now::isBefore)
        .findFirst();
  }
}
