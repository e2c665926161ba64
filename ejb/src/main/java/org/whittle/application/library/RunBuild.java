package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.whittle.application.Roles;
import org.whittle.application.jobs.LongWork;
import org.whittle.application.patches.ComputeImpact;
import org.whittle.jobs.JobState;
import org.whittle.library.BuildCause;

/** Builds the image of a job. */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunBuild {
  @Inject private LongWork work;
  @Inject private BuildSteps steps;
  @Inject private ComputeImpact impact;

  /** Runs the build of a job. */
  public void run(long jobId) {
    work.run(
        jobId,
        (job, progress) -> {
          BuildInputs.Inputs given = steps.inputs(job.subjectId().orElseThrow());
          BuildCause cause =
              given.image().newestVersion() == 0 ? BuildCause.FIRST : BuildCause.REQUEST;
          BuildSteps.Result result =
              steps.build(
                  given, new BuildSteps.Order(cause, Optional.empty(), job.startedBy()), progress);
          impact.run(progress);
          return new LongWork.Ending(
              switch (result.proof()) {
                case VERIFIED -> JobState.DONE;
                case OUTSTANDING -> JobState.PARTLY_DONE;
                case NOT_VERIFIED -> JobState.FAILED;
              },
              result.message());
        });
  }
}
