package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;
import org.whittle.application.Caller;
import org.whittle.application.jobs.LongWork;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.JobState;
import org.whittle.jobs.Jobs;
import org.whittle.kernel.Conflict;

/** Starts the job that tests what was published before its tests; outside any transaction. */
@ApplicationScoped
class StartRetests {
  /** The batch job. */
  static final String BATCH_JOB = "retest";

  /** What such a job works on, for people. */
  static final String SUBJECT = "published versions";

  @Inject private RetestSteps steps;
  @Inject private Jobs jobs;
  @Inject private LongWork work;
  @Inject private Caller caller;

  /** Starts it if something waits for its tests and no such job is under way. */
  OptionalLong start() {
    if (steps.outstanding() == 0 || jobs.isUnderWay(caller.project(), JobKind.RETEST)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(work.start(BATCH_JOB, JobKind.RETEST, SUBJECT, OptionalLong.empty()));
    } catch (Conflict meanwhile) {
      return OptionalLong.empty();
    }
  }

  /**
   * The same by itself, between nights: only if the last one came to its end. One that somebody
   * stopped waits for the next night, and one that broke off is minded by whoever minds jobs.
   */
  OptionalLong startByItself() {
    Optional<Job> last = jobs.lastOf(caller.project(), JobKind.RETEST);
    boolean ended =
        last.isEmpty()
            || last.get().state() == JobState.DONE
            || last.get().state() == JobState.PARTLY_DONE;
    return ended && !jobs.isUnderWay(caller.project(), JobKind.REBUILD)
        ? start()
        : OptionalLong.empty();
  }
}
