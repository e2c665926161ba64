package org.whittle.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.whittle.kernel.Progress;

/**
 * Writes the progress of work to its job's row, a few times a second at most, and each new stage to
 * the log.
 */
public final class JobProgress implements Progress {
  private static final System.Logger LOG = System.getLogger(JobProgress.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Jobs jobs;
  private final long jobId;
  private final String subject;
  private final Clock clock;
  private Instant last = Instant.EPOCH;
  private String lastStage = "";

  /** Progress of one job, which works on the subject now. */
  public JobProgress(Jobs jobs, long jobId, String subject, Clock clock) {
    this.jobs = jobs;
    this.jobId = jobId;
    this.subject = subject;
    this.clock = clock;
  }

  @Override
  public synchronized void report(String stage, long done, long total) {
    Instant now = clock.instant();
    if (stage.equals(lastStage) && now.isBefore(last.plus(PAUSE))) {
      return;
    }
    if (!stage.equals(lastStage)) {
      LOG.log(System.Logger.Level.INFO, "  {0}: {1}", subject, stage);
    }
    lastStage = stage;
    last = now;
    jobs.progress(jobId, stage, done, total);
  }
}
