package org.whittle.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.whittle.kernel.Progress;

/** Writes the progress of work to its job's row, a few times a second at most. */
public final class JobProgress implements Progress {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Jobs jobs;
  private final long jobId;
  private final Clock clock;
  private Instant last = Instant.EPOCH;
  private String lastStage = "";

  /** Progress of one job. */
  public JobProgress(Jobs jobs, long jobId, Clock clock) {
    this.jobs = jobs;
    this.jobId = jobId;
    this.clock = clock;
  }

  @Override
  public synchronized void report(String stage, long done, long total) {
    Instant now = clock.instant();
    if (stage.equals(lastStage) && now.isBefore(last.plus(PAUSE))) {
      return;
    }
    lastStage = stage;
    last = now;
    jobs.progress(jobId, stage, done, total);
  }
}
