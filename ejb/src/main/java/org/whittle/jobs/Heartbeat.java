package org.whittle.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.whittle.kernel.Progress;

/**
 * Progress of one of several pieces of a job that are worked on at once: renews the job's lease,
 * and leaves its stage to whoever counts the pieces.
 */
public final class Heartbeat implements Progress {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Jobs jobs;
  private final long jobId;
  private final Clock clock;
  private Instant last = Instant.EPOCH;

  /** The heartbeat of a job. */
  public Heartbeat(Jobs jobs, long jobId, Clock clock) {
    this.jobs = jobs;
    this.jobId = jobId;
    this.clock = clock;
  }

  @Override
  public synchronized void report(String stage, long done, long total) {
    Instant now = clock.instant();
    if (!now.isBefore(last.plus(PAUSE))) {
      last = now;
      jobs.beat(jobId);
    }
  }
}
