package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.jobs.Windows;
import org.whittle.patches.Rollout;
import org.whittle.patches.Rollouts;
import org.whittle.patches.ScheduledWindow;

/** Gives what was approved the window that opens next, and takes it away if there is none. */
@ApplicationScoped
class Schedule {
  @Inject private Rollouts rollouts;
  @Inject private Windows windows;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Gives one rollout its window; inside the caller's transaction. */
  void give(Rollout rollout) {
    rollout.schedule(next());
  }

  /** The same for all that were approved and wait: windows change, and pass. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void giveAll() {
    Optional<ScheduledWindow> next = next();
    rollouts.due(caller.project()).forEach(rollout -> rollout.schedule(next));
  }

  private Optional<ScheduledWindow> next() {
    Instant now = clock.instant();
    return windows.calendar(caller.project()).next(now, 1).stream()
        .findFirst()
        .map(opening -> new ScheduledWindow(opening.window(), opening.from()));
  }
}
