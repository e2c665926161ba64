package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Roles;
import org.whittle.application.library.BuildInputs;
import org.whittle.application.library.BuildSteps;
import org.whittle.application.patches.ComputeImpact;
import org.whittle.jobs.JobProgress;
import org.whittle.jobs.Jobs;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Progress;
import org.whittle.library.BuildCause;
import org.whittle.patches.LineState;
import org.whittle.patches.RolloutLine;

/**
 * What the night job does: rebuilds the planned lines of approved rollouts, one after the other.
 *
 * <p>A line that was built is not planned any more, so that a job which starts again goes on where
 * it was. A failure is a state of its line and never leaves this class.
 */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RebuildLines {
  private static final System.Logger LOG = System.getLogger(RebuildLines.class.getName());

  @Inject private RebuildSteps steps;
  @Inject private BuildInputs inputs;
  @Inject private BuildSteps builds;
  @Inject private ComputeImpact impact;
  @Inject private Jobs jobs;
  @Inject private Clock clock;

  /** The lines that are to be built now, in their order. */
  public List<Long> planned() {
    return steps.begin();
  }

  /** Rebuilds the image of a line, unless its inputs are not those that were approved. */
  public void rebuild(long jobId, long lineId) {
    RolloutLine line = steps.line(lineId);
    try {
      Optional<String> stale = steps.whyVoid(line);
      if (stale.isPresent()) {
        end(jobId, line, LineState.VOID, stale.get(), Optional.empty());
        return;
      }
      BuildInputs.Inputs given = inputs.of(line.imageId(), steps.basis(line));
      if (!line.input().equals(Optional.of(given.request().inputDigest()))) {
        end(
            jobId,
            line,
            LineState.VOID,
            "its blueprint, holds or rules changed after the decision; propose it again",
            Optional.empty());
        return;
      }
      BuildSteps.Result result =
          builds.build(
              given,
              new BuildSteps.Order(BuildCause.PATCH, Optional.of(line.rolloutId()), Roles.SYSTEM),
              new JobProgress(jobs, jobId, line.image(), clock));
      end(
          jobId,
          line,
          result.verified() ? LineState.DONE : LineState.FAILED,
          result.message(),
          Optional.of(result.versionId()));
    } catch (Failure failure) {
      end(jobId, line, LineState.FAILED, failure.messageWithRemedy(), Optional.empty());
    }
  }

  private void end(
      long jobId, RolloutLine line, LineState state, String message, Optional<Long> versionId) {
    steps.end(line.id(), state, message, versionId);
    jobs.item(jobId, line.image(), state.name(), message);
    LOG.log(System.Logger.Level.INFO, "{0}", message);
  }

  /** Why the job takes no further line now; empty if it goes on. */
  public Optional<String> whyStop(long jobId) {
    return steps.whyStop(jobId);
  }

  /** Notes how far the job is. */
  public void progress(long jobId, long done, long total) {
    jobs.progress(jobId, "rebuild", done, total);
  }

  /** Ends the rollouts whose lines have all ended, and the job. */
  public void conclude(long jobId) {
    impact.run(Progress.NONE);
    RebuildSteps.Conclusion conclusion = steps.conclude(jobId);
    jobs.end(jobId, conclusion.state(), conclusion.message());
  }
}
