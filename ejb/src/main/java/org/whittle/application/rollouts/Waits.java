package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.Jobs;
import org.whittle.jobs.Windows;
import org.whittle.windows.Standing;

/** Gathers how things stand for rollouts. */
@ApplicationScoped
class Waits {
  @Inject private Windows windows;
  @Inject private Jobs jobs;
  @Inject private Caller caller;
  @Inject private Clock clock;

  Waiting now() {
    Instant now = clock.instant();
    Standing standing = windows.calendar(caller.project()).at(now);
    Optional<Job> rebuilding =
        jobs.unfinished(caller.project()).stream()
            .filter(job -> job.kind() == JobKind.REBUILD)
            .findFirst();
    Optional<Job> stopped =
        standing instanceof Standing.Open open
            ? jobs.lastOf(caller.project(), JobKind.REBUILD)
                .filter(job -> job.stopAskedBy().isPresent())
                .filter(job -> job.endedAt().filter(open.opening().from()::isBefore).isPresent())
            : Optional.empty();
    return new Waiting(standing, rebuilding, stopped);
  }
}
