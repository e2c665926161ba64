package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.Settings;
import org.whittle.audit.AuditTrail;
import org.whittle.build.Tested;
import org.whittle.jobs.JobItem;
import org.whittle.jobs.JobState;
import org.whittle.jobs.Jobs;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Retests;
import org.whittle.library.Versions;
import org.whittle.patches.BackOff;
import org.whittle.patches.LineState;
import org.whittle.patches.Outstanding;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.Rollouts;

/** The short transactions of the job that tests what was published before its tests. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class RetestSteps {
  @Inject private Outstanding outstanding;
  @Inject private Rollouts rollouts;
  @Inject private Retests retests;
  @Inject private Endings endings;
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private Jobs jobs;
  @Inject private RolloutNotices notices;
  @Inject private Settings settings;
  @Inject private AuditTrail trail;
  @Inject private Caller caller;
  @Inject private Clock clock;

  int outstanding() {
    return outstanding.count(caller.project());
  }

  int left() {
    return outstanding.left(caller.project());
  }

  /** Deals what waits for its tests to lanes; gives how many lanes there are. */
  int deal() {
    outstanding.deal(caller.project(), settings.rebuildLanes());
    return settings.rebuildLanes();
  }

  Optional<Rollouts.Next> next(int lane) {
    return outstanding.next(caller.project(), lane);
  }

  boolean isAskedToStop(long jobId) {
    return jobs.job(caller.project(), jobId).stopAskedBy().isPresent();
  }

  RolloutLine line(long lineId) {
    return rollouts.line(lineId);
  }

  /** The version that a line published. */
  Versions.ImageVersion version(RolloutLine line) {
    return versions.version(
        images.image(caller.project(), line.imageId()), line.resultVersion().orElseThrow());
  }

  /** Puts a line off; false if its tests have been tried often enough. */
  boolean putOff(RolloutLine line) {
    Optional<Duration> pause = BackOff.after(rollouts.attempts(line.id()) + 1);
    pause.ifPresent(p -> outstanding.retry(line.id(), clock.instant().plus(p)));
    return pause.isPresent();
  }

  /**
   * Keeps what the tests said; a version that did not pass loses channel {@code dev}. Gives what
   * came of it as a sentence.
   */
  String judge(RolloutLine line, Versions.ImageVersion version, Tested tested) {
    retests.lock(line.imageId());
    retests.keep(version.id(), tested);
    String told = told(version.number(), tested);
    if (!tested.verified()) {
      return refuse(line, version, told);
    }
    if (outstanding.end(line.id(), LineState.DONE, told)) {
      trail.record(caller.project(), Roles.SYSTEM, "test version", "image " + line.image(), told);
    }
    return told;
  }

  private static String told(int number, Tested tested) {
    return switch (tested.tests().verdict()) {
      case FAILED -> "version " + number + " failed its tests";
      case NOT_RUN -> "the tests of version " + number + " could not be run";
      case PASSED ->
          "version "
              + number
              + (tested.verified()
                  ? " passed its tests"
                  : " passed its tests, but not all files that they ask for are there");
    };
  }

  /** Notes why nobody knows what the tests would say: the version loses channel {@code dev} too. */
  String leaveUnknown(RolloutLine line, Versions.ImageVersion version, String why) {
    retests.lock(line.imageId());
    retests.leaveUnknown(version.id(), why);
    return refuse(
        line, version, "the tests of version " + version.number() + " are not known: " + why);
  }

  private String refuse(RolloutLine line, Versions.ImageVersion version, String why) {
    if (!outstanding.waits(line.id())) {
      return why;
    }
    Image image = images.image(caller.project(), line.imageId());
    Retests.Back back =
        retests.takeBack(image, version, Optional.of(line.rolloutId()), Roles.SYSTEM);
    String told = why + "; " + back.told();
    outstanding.end(line.id(), LineState.FAILED, told);
    trail.record(caller.project(), Roles.SYSTEM, "test version", "image " + line.image(), told);
    if (outstanding.failed(line.rolloutId()) == 1) {
      Rollout rollout = rollouts.rollout(caller.project(), line.rolloutId());
      notices.notPassed(rollout, line.image() + ": " + told);
    }
    return told;
  }

  /** How the job ended; rollouts end whose last tests these were. */
  RebuildSteps.Conclusion conclude(long jobId) {
    endings.endAll();
    List<JobItem> items = jobs.items(jobId);
    int passed =
        (int) items.stream().filter(item -> item.state().equals(LineState.DONE.name())).count();
    int failed = items.size() - passed;
    String told = passed + " versions passed, " + failed + " not";
    int left = outstanding();
    if (left > 0 && isAskedToStop(jobId)) {
      return new RebuildSteps.Conclusion(JobState.STOPPED, told + ", " + left + " not tested");
    }
    return new RebuildSteps.Conclusion(
        failed == 0 ? JobState.DONE : JobState.PARTLY_DONE,
        left == 0 ? told : told + ", " + left + " wait for the next run");
  }
}
