package org.whittle.application.dashboard;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Roles;
import org.whittle.application.jobs.LongWork;
import org.whittle.application.library.BuildInputs;
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

/** What the very first start does by itself: the host's archive, its packages, the starters. */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunFirstStart {
  @Inject private LongWork work;
  @Inject private OwnArchive archive;
  @Inject private RunSync sync;
  @Inject private Starters starters;
  @Inject private BuildInputs inputs;
  @Inject private BuildSteps builds;
  @Inject private Jobs jobs;

  /** Runs the first start of a job. */
  public void run(long jobId) {
    work.run(jobId, this::run);
  }

  private LongWork.Ending run(Job job, JobProgress progress) {
    long sourceId = archive.base();
    String synced = sync.sync(sourceId, job.startedBy(), progress);
    jobs.item(job.id(), "source", JobState.DONE.name(), synced);
    List<String> failed = new ArrayList<>();
    for (Starters.Starter starter : starters.all()) {
      if (!build(job, starter, progress)) {
        failed.add(starter.name());
      }
    }
    return failed.isEmpty()
        ? LongWork.Ending.done(synced + "; " + starters.all().size() + " starter images built")
        : new LongWork.Ending(
            JobState.PARTLY_DONE, synced + "; not built: " + String.join(", ", failed));
  }

  private boolean build(Job job, Starters.Starter starter, JobProgress progress) {
    try {
      BuildSteps.Result result =
          builds.build(
              inputs.of(starter.imageId()),
              new BuildSteps.Order(BuildCause.FIRST, Optional.empty(), job.startedBy()),
              progress);
      JobState state = result.verified() ? JobState.DONE : JobState.FAILED;
      jobs.item(job.id(), starter.name(), state.name(), result.message());
      return result.verified();
    } catch (Failure failure) {
      jobs.item(job.id(), starter.name(), JobState.FAILED.name(), failure.messageWithRemedy());
      return false;
    }
  }
}
