package org.whittle.application.dashboard;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Roles;
import org.whittle.application.jobs.LongWork;
import org.whittle.application.library.BuildSteps;
import org.whittle.application.library.Starters;
import org.whittle.application.sources.OwnArchive;
import org.whittle.application.sources.RunSync;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobProgress;
import org.whittle.jobs.JobState;
import org.whittle.jobs.Jobs;
import org.whittle.kernel.Failure;
import org.whittle.library.BuildCause;
import org.whittle.library.Proof;

/** What the very first start does by itself: the host's archive, its packages, the starters. */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunFirstStart {
  private static final System.Logger LOG = System.getLogger(RunFirstStart.class.getName());

  @Inject private LongWork work;
  @Inject private OwnArchive archive;
  @Inject private RunSync sync;
  @Inject private Starters starters;
  @Inject private BuildSteps builds;
  @Inject private Jobs jobs;
  @Inject private Clock clock;

  /** Runs the first start of a job. */
  public void run(long jobId) {
    work.run(jobId, this::run);
  }

  private LongWork.Ending run(Job job, JobProgress progress) {
    long sourceId = archive.base();
    String synced = sync.sync(sourceId, job.startedBy(), progress);
    note(job, "source", JobState.DONE, synced);
    List<String> failed = new ArrayList<>();
    List<Starters.Starter> first = starters.first();
    for (Starters.Starter starter : first) {
      if (!build(job, starter)) {
        failed.add(starter.name());
      }
    }
    return failed.isEmpty()
        ? LongWork.Ending.done(synced + "; " + first.size() + " starter images built")
        : new LongWork.Ending(
            JobState.PARTLY_DONE, synced + "; not built: " + String.join(", ", failed));
  }

  private boolean build(Job job, Starters.Starter starter) {
    try {
      BuildSteps.Result result =
          builds.build(
              builds.inputs(starter.imageId()),
              new BuildSteps.Order(BuildCause.FIRST, Optional.empty(), job.startedBy()),
              new JobProgress(jobs, job.id(), starter.name(), clock));
      boolean verified = result.proof() == Proof.VERIFIED;
      JobState state = verified ? JobState.DONE : JobState.FAILED;
      note(job, starter.name(), state, result.message());
      return verified;
    } catch (Failure failure) {
      note(job, starter.name(), JobState.FAILED, failure.messageWithRemedy());
      return false;
    }
  }

  private void note(Job job, String subject, JobState state, String message) {
    LOG.log(System.Logger.Level.INFO, "{0}", message);
    jobs.item(job.id(), subject, state.name(), message);
  }
}
