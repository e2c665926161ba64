package org.whittle.application.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobKind;

/**
 * Starts an interrupted job again: what it had done is done, so that it goes on where it was.
 *
 * <p>One that was interrupted time and again is left alone, and one that ends with its window is
 * started by whoever watches windows.
 */
@ApplicationScoped
public class LeftJobs {
  private static final System.Logger LOG = System.getLogger(LeftJobs.class.getName());
  private static final int MOST_ATTEMPTS = 3;

  @Inject private LongWork work;

  /** Starts it again, if it is to be. */
  public void goOn(Job left) {
    if (left.inWindow() || left.kind() == JobKind.FIRST_START) {
      return;
    }
    if (left.attempt() >= MOST_ATTEMPTS) {
      LOG.log(
          System.Logger.Level.WARNING,
          "job {0} of {1} was interrupted {2} times and is not started again",
          left.id(),
          left.subject(),
          left.attempt());
      return;
    }
    work.startAgain(left);
  }
}
