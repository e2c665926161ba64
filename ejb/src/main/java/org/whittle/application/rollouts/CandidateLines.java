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
import org.whittle.application.jobs.JobEnd;
import org.whittle.application.jobs.LongWork;
import org.whittle.application.library.BuildCandidate;
import org.whittle.application.library.BuildInputs;
import org.whittle.application.library.BuildSteps;
import org.whittle.database.LostDatabase;
import org.whittle.jobs.Heartbeat;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.Jobs;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Unavailable;
import org.whittle.patches.CandidateVerdict;
import org.whittle.patches.LineState;
import org.whittle.patches.RolloutLine;

/**
 * Builds and tests the candidates of a rollout before anybody decides on it, a few lanes side by
 * side, behind builds that somebody started and behind the night.
 *
 * <p>A candidate with a verdict is not tested again, so that a job which starts again goes on where
 * it was. A failure is a verdict of its line and never leaves this class.
 */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CandidateLines {
  private static final System.Logger LOG = System.getLogger(CandidateLines.class.getName());

  /** For so long a candidate waits for other builds; then it is its turn. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

  @Inject private CandidateSteps steps;
  @Inject private RebuildSteps rebuilds;
  @Inject private BuildInputs inputs;
  @Inject private BuildCandidate builds;
  @Inject private Jobs jobs;
  @Inject private JobEnd ends;
  @Inject private Settings settings;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Whether a job tests candidates. */
  public boolean owns(long jobId) {
    return jobs.job(caller.project(), jobId).kind() == JobKind.TEST;
  }

  /** How many lanes there are. */
  public int lanes() {
    return settings.rebuildLanes();
  }

  /** The next line of a lane, once others have built; empty if none is left or the job stops. */
  public Optional<Long> next(long jobId, int lane) throws InterruptedException {
    Instant patience = clock.instant().plus(PATIENCE);
    while (!steps.isAskedToStop(jobId)) {
      Optional<Long> next = steps.next(jobId, lane);
      boolean others =
          jobs.isUnderWay(caller.project(), JobKind.BUILD)
              || jobs.isUnderWay(caller.project(), JobKind.REBUILD);
      if (next.isEmpty() || !others || clock.instant().isAfter(patience)) {
        int done = jobs.items(jobId).size();
        jobs.progress(jobId, "test", done, done + steps.left(jobId));
        return next;
      }
      Thread.sleep(LOOK_AGAIN);
    }
    return Optional.empty();
  }

  /** Builds and tests the candidate of a line. */
  public void test(long jobId, long lineId) {
    RolloutLine line = steps.line(lineId);
    try {
      BuildInputs.Inputs given = inputs.of(line.imageId(), rebuilds.choice(line));
      Optional<String> stale =
          line.input().equals(Optional.of(given.request().inputDigest()))
              ? steps.whyVoid(line)
              : Optional.of("its inputs changed since it was planned; propose it again");
      if (stale.isPresent()) {
        steps.voided(line, stale.get());
        item(jobId, line, LineState.VOID.name(), stale.get());
        return;
      }
      BuildCandidate.Result result =
          builds.build(
              given,
              new BuildSteps.Order(
                  rebuilds.cause(line), Optional.of(line.rolloutId()), Roles.SYSTEM),
              new Heartbeat(jobs, jobId, clock));
      CandidateVerdict verdict = steps.judge(line, result);
      item(jobId, line, verdict.name(), "candidate " + result.number());
    } catch (Unavailable later) {
      steps.leave(line, later.messageWithRemedy());
      item(jobId, line, CandidateVerdict.NOT_RUN.name(), later.messageWithRemedy());
    } catch (Failure failure) {
      steps.failed(line, failure.messageWithRemedy());
      item(jobId, line, CandidateVerdict.FAILED.name(), failure.messageWithRemedy());
    } catch (RuntimeException fault) {
      if (LostDatabase.isCauseOf(fault)) {
        // Nothing can be noted now. The job breaks off, and is started again with this line.
        throw fault;
      }
      LOG.log(System.Logger.Level.ERROR, "candidate of " + line.image(), fault);
      steps.leave(line, LongWork.INTERNAL);
      item(jobId, line, CandidateVerdict.NOT_RUN.name(), LongWork.INTERNAL);
    }
  }

  private void item(long jobId, RolloutLine line, String state, String message) {
    jobs.item(jobId, line.image(), state, message);
    LOG.log(System.Logger.Level.INFO, "{0}: {1}, {2}", line.image(), state, message);
  }

  /** Ends the job. */
  public void conclude(long jobId) {
    RebuildSteps.Conclusion conclusion = steps.conclude(jobId);
    ends.end(jobId, conclusion.state(), conclusion.message());
  }
}
