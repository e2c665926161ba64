package org.whittle.application.jobs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Set;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.JobState;
import org.whittle.jobs.Jobs;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;

/** Asks a job to stop at the next place to go on from. */
@Stateless
@RolesAllowed(Roles.OPERATOR)
public class StopJob {
  private static final Set<JobKind> STOPPABLE =
      EnumSet.of(JobKind.REBUILD, JobKind.TEST, JobKind.RETEST);

  @Inject private Jobs jobs;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /**
   * Asks a rebuild, or the tests of a rollout, to take no further image; those that it builds now
   * are built to their end.
   *
   * @throws InvalidInput if it is none of these
   * @throws Conflict if it has ended
   */
  public void stop(long id) {
    Job job = jobs.job(caller.project(), id);
    if (!STOPPABLE.contains(job.kind())) {
      throw new InvalidInput(
          "cannot stop job " + id + ": only rebuilds of rollouts have a place to go on from");
    }
    if (job.state() != JobState.RUNNING && job.state() != JobState.WAITING) {
      throw new Conflict("cannot stop job " + id + ": it has ended");
    }
    jobs.askToStop(id, caller.name());
    audited.record("stop job", "job " + id, job.subject());
  }
}
