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
import org.whittle.application.jobs.JobEnd;
import org.whittle.application.jobs.LongWork;
import org.whittle.application.library.BuildInputs;
import org.whittle.build.ImageBuilder;
import org.whittle.build.Tested;
import org.whittle.database.LostDatabase;
import org.whittle.jobs.Heartbeat;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.Jobs;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Unavailable;
import org.whittle.library.Versions;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.Rollouts;

/**
 * Tests what rollouts published before their tests, a few lanes side by side, behind builds that
 * somebody started and behind the night.
 *
 * <p>A line with a verdict is not tested again, so that a job which starts again goes on where it
 * was. A failure is a state of its line and never leaves this class.
 */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RetestLines {
  private static final System.Logger LOG = System.getLogger(RetestLines.class.getName());

  /** For so long tests wait for builds; then it is their turn. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

  @Inject private RetestSteps steps;
  @Inject private RebuildSteps rebuilds;
  @Inject private BuildInputs inputs;
  @Inject private ImageBuilder builder;
  @Inject private Jobs jobs;
  @Inject private JobEnd ends;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Whether a job tests what was published. */
  public boolean owns(long jobId) {
    return jobs.job(caller.project(), jobId).kind() == JobKind.RETEST;
  }

  /** Deals what waits for its tests to lanes; gives how many lanes there are. */
  public int deal() {
    return steps.deal();
  }

  /** The next line of a lane, once others have built; empty if none is left or the job stops. */
  public Optional<Long> next(long jobId, int lane) throws InterruptedException {
    Instant patience = clock.instant().plus(PATIENCE);
    while (!steps.isAskedToStop(jobId)) {
      Optional<Rollouts.Next> next = steps.next(lane);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      boolean due = next.get().notBefore().filter(now::isBefore).isEmpty();
      boolean others =
          jobs.isUnderWay(caller.project(), JobKind.BUILD)
              || jobs.isUnderWay(caller.project(), JobKind.REBUILD);
      if (due && (!others || now.isAfter(patience))) {
        int done = jobs.items(jobId).size();
        jobs.progress(jobId, "test", done, done + steps.left());
        return Optional.of(next.get().lineId());
      }
      Thread.sleep(LOOK_AGAIN);
    }
    return Optional.empty();
  }

  /** Tests the version that a line published. */
  public void test(long jobId, long lineId) {
    RolloutLine line = steps.line(lineId);
    Versions.ImageVersion version = steps.version(line);
    try {
      note(jobId, line, tested(jobId, line, version));
    } catch (Unavailable later) {
      if (!steps.putOff(line)) {
        note(jobId, line, steps.leaveUnknown(line, version, later.messageWithRemedy()));
      }
    } catch (Failure failure) {
      note(jobId, line, steps.leaveUnknown(line, version, failure.messageWithRemedy()));
    } catch (RuntimeException fault) {
      if (LostDatabase.isCauseOf(fault)) {
        // Nothing can be noted now. The job breaks off, and is started again with this line.
        throw fault;
      }
      LOG.log(System.Logger.Level.ERROR, "tests of " + line.image(), fault);
      note(jobId, line, steps.leaveUnknown(line, version, LongWork.INTERNAL));
    }
  }

  private String tested(long jobId, RolloutLine line, Versions.ImageVersion version) {
    BuildInputs.Inputs given = inputs.of(line.imageId(), rebuilds.choice(line));
    if (!version.inputDigest().equals(given.request().inputDigest())) {
      return steps.leaveUnknown(line, version, "its inputs have changed since it was published");
    }
    Optional<Tested> tested =
        builder.test(
            given.request(),
            tree -> org.whittle.library.Retests.isOf(version, tree),
            new Heartbeat(jobs, jobId, clock));
    return tested.isPresent()
        ? steps.judge(line, version, tested.get())
        : steps.leaveUnknown(
            line, version, "its inputs give other files than those that were published");
  }

  private void note(long jobId, RolloutLine line, String message) {
    jobs.item(jobId, line.image(), steps.line(line.id()).state().name(), message);
    LOG.log(System.Logger.Level.INFO, "{0}: {1}", line.image(), message);
  }

  /** Ends the job, and the rollouts whose last tests these were. */
  public void conclude(long jobId) {
    RebuildSteps.Conclusion conclusion = steps.conclude(jobId);
    ends.end(jobId, conclusion.state(), conclusion.message());
  }
}
