package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.Settings;
import org.whittle.application.holds.ExpiredHolds;
import org.whittle.application.jobs.JobEnd;
import org.whittle.application.jobs.LongWork;
import org.whittle.application.library.BuildInputs;
import org.whittle.application.library.BuildSteps;
import org.whittle.application.patches.ComputeImpact;
import org.whittle.database.LostDatabase;
import org.whittle.jobs.Heartbeat;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.Jobs;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.patches.LineState;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.Rollouts;

/**
 * What the night job does: rebuilds the planned lines of approved rollouts, a few lanes side by
 * side, in each one after the other.
 *
 * <p>A line that was built is not planned any more, so that a job which starts again goes on where
 * it was. A failure is a state of its line and never leaves this class.
 */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RebuildLines {
  private static final System.Logger LOG = System.getLogger(RebuildLines.class.getName());

  /** For so long a line waits for builds that somebody started; then it is its turn. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

  @Inject private RebuildSteps steps;
  @Inject private BuildInputs inputs;
  @Inject private InputChanges changes;
  @Inject private BuildSteps builds;
  @Inject private StartRetests retests;
  @Inject private ComputeImpact impact;
  @Inject private ExpiredHolds expired;
  @Inject private Jobs jobs;
  @Inject private JobEnd ends;
  @Inject private Settings settings;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Begins what is due and deals its lines to lanes; gives how many lanes there are. */
  public int deal() {
    int lanes = settings.rebuildLanes();
    steps.begin(lanes);
    return lanes;
  }

  /**
   * The next line of a lane, once builds that somebody waits for have ended; empty if there is none
   * left, or the job has to stop.
   */
  public Optional<Long> next(long jobId, int lane) throws InterruptedException {
    Instant patience = clock.instant().plus(PATIENCE);
    while (steps.whyStop(jobId).isEmpty()) {
      Optional<Rollouts.Next> next = steps.next(lane);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      boolean due = next.get().notBefore().filter(now::isBefore).isEmpty();
      boolean first = now.isBefore(patience) && jobs.isUnderWay(caller.project(), JobKind.BUILD);
      if (due && !first) {
        progress(jobId);
        return Optional.of(next.get().lineId());
      }
      Thread.sleep(LOOK_AGAIN);
    }
    return Optional.empty();
  }

  private void progress(long jobId) {
    int done = jobs.items(jobId).size();
    jobs.progress(jobId, "rebuild", done, done + steps.left());
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
      BuildInputs.Inputs given = inputs.of(line.imageId(), steps.choice(line));
      if (!line.input().equals(Optional.of(given.request().inputDigest()))) {
        end(jobId, line, LineState.VOID, changes.whyVoid(line, given), Optional.empty());
        return;
      }
      Optional<String> stuck = steps.whyStuck(line, settings.mostRebuildsADay());
      if (stuck.isPresent()) {
        end(jobId, line, LineState.FAILED, stuck.get(), Optional.empty());
        return;
      }
      build(jobId, line, given);
    } catch (Unavailable later) {
      if (!steps.putOff(line, later.messageWithRemedy())) {
        end(jobId, line, LineState.FAILED, later.messageWithRemedy(), Optional.empty());
      }
    } catch (Failure failure) {
      end(jobId, line, LineState.FAILED, failure.messageWithRemedy(), Optional.empty());
    } catch (RuntimeException fault) {
      if (LostDatabase.isCauseOf(fault)) {
        // Nothing can be noted now. The job breaks off, and is started again with this line.
        throw fault;
      }
      LOG.log(System.Logger.Level.ERROR, "rebuild of " + line.image(), fault);
      end(jobId, line, LineState.FAILED, LongWork.INTERNAL, Optional.empty());
    }
  }

  private void build(long jobId, RolloutLine line, BuildInputs.Inputs given) {
    BuildSteps.Result result =
        builds.build(
            given,
            new BuildSteps.Order(
                steps.cause(line),
                Optional.of(line.rolloutId()),
                Roles.SYSTEM,
                steps.verification(line)),
            new Heartbeat(jobs, jobId, clock));
    end(
        jobId,
        line,
        switch (result.proof()) {
          case VERIFIED -> LineState.DONE;
          case OUTSTANDING -> LineState.PUBLISHED;
          case NOT_VERIFIED -> LineState.FAILED;
        },
        result.message(),
        Optional.of(result.versionId()));
  }

  private void end(
      long jobId, RolloutLine line, LineState state, String message, Optional<Long> versionId) {
    steps.end(line.id(), state, message, versionId);
    jobs.item(jobId, line.image(), state.name(), message);
    LOG.log(System.Logger.Level.INFO, "{0}", message);
  }

  /** Ends the rollouts whose lines have all ended, and the job; tests that follow begin. */
  public void conclude(long jobId) {
    impact.run(Progress.NONE);
    RebuildSteps.Conclusion conclusion = steps.conclude(jobId);
    ends.end(jobId, conclusion.state(), conclusion.message() + expired.tell());
    retests.start();
  }
}
