package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.library.BuildInputs;
import org.whittle.application.windows.StandingText;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobItem;
import org.whittle.jobs.JobState;
import org.whittle.jobs.Jobs;
import org.whittle.jobs.Windows;
import org.whittle.library.BuildCause;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Verification;
import org.whittle.library.Versions;
import org.whittle.patches.BackOff;
import org.whittle.patches.BaseMoves;
import org.whittle.patches.LineState;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.Rollouts;
import org.whittle.windows.Standing;

/** The short transactions of the night job. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class RebuildSteps {
  @Inject private Rollouts rollouts;
  @Inject private BaseMoves bases;
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private Jobs jobs;
  @Inject private Windows windows;
  @Inject private Endings endings;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** How the job ended. */
  record Conclusion(JobState state, String message) {}

  /** Begins what is due, and deals its lines to the lanes. */
  void begin(int lanes) {
    rollouts.due(caller.project()).forEach(Rollout::run);
    rollouts.deal(caller.project(), lanes);
  }

  Optional<Rollouts.Next> next(int lane) {
    return rollouts.next(caller.project(), lane);
  }

  int left() {
    return rollouts.planned(caller.project()).size();
  }

  /** Puts a line off; false if it has been tried often enough. */
  boolean putOff(RolloutLine line, String message) {
    int failed = rollouts.attempts(line.id()) + 1;
    Optional<Duration> pause = BackOff.after(failed);
    pause.ifPresent(
        p ->
            rollouts.retry(
                line.id(),
                clock.instant().plus(p),
                "tried " + failed + (failed == 1 ? " time: " : " times: ") + message));
    return pause.isPresent();
  }

  /** Why an image is not rebuilt although it could be: it goes round and round. */
  Optional<String> whyStuck(RolloutLine line, int mostADay) {
    int rebuilds = rollouts.rebuilds(line.imageId(), clock.instant().minus(Duration.ofDays(1)));
    return rebuilds < mostADay
        ? Optional.empty()
        : Optional.of(
            "it was rebuilt by rollouts "
                + rebuilds
                + " times within a day, which is the most; find out why, and propose it again"
                + " tomorrow");
  }

  RolloutLine line(long lineId) {
    return rollouts.line(lineId);
  }

  /** What the image of a line is built from, as its rollout froze it. */
  BuildInputs.Choice choice(RolloutLine line) {
    Rollout rollout = rollouts.rollout(caller.project(), line.rolloutId());
    List<BaseMoves.Move> moves = bases.of(rollout.id());
    return new BuildInputs.Choice(
        rollouts.basis(rollout.id()),
        rollout.purpose().rules(),
        moves.isEmpty() ? List.of() : bases.snapshots(rollout.baselineId(), moves));
  }

  /** Why the image of a line is built, in the words of versions. */
  BuildCause cause(RolloutLine line) {
    return switch (rollouts.rollout(caller.project(), line.rolloutId()).purpose().cause()) {
      case PATCHES -> BuildCause.PATCH;
      case RULES -> BuildCause.RULES;
      case BLUEPRINT -> BuildCause.BLUEPRINT;
      case BASE -> BuildCause.BASE;
      case WHITTLE -> BuildCause.WHITTLE;
    };
  }

  /**
   * Why a line cannot be built as it was approved; empty if it can, or was when the server stopped
   * before that was noted.
   */
  Optional<String> whyVoid(RolloutLine line) {
    Image image = images.image(caller.project(), line.imageId());
    boolean built =
        versions
            .newest(image)
            .filter(version -> line.input().equals(Optional.of(version.inputDigest())))
            .isPresent();
    if (!built && image.newestVersion() != line.fromVersion()) {
      return Optional.of(
          "version "
              + image.newestVersion()
              + " counts now; the plan was made from version "
              + line.fromVersion()
              + "; propose it again");
    }
    List<String> withdrawn = rollouts.withdrawn(line.rolloutId());
    return withdrawn.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "it was planned with "
                + String.join(", ", withdrawn)
                + ", which was rolled back; propose it again");
  }

  /** What must be known of a version before channel {@code dev} follows it. */
  Verification verification(RolloutLine line) {
    return rollouts.rollout(caller.project(), line.rolloutId()).verification();
  }

  void end(long lineId, LineState state, String message, Optional<Long> versionId) {
    rollouts.end(lineId, state, message, versionId.orElse(null));
  }

  /** Why the job takes no further line now; empty if it goes on. */
  Optional<String> whyStop(long jobId) {
    Job job = jobs.job(caller.project(), jobId);
    if (job.stopAskedBy().isPresent()) {
      return Optional.of("stopped by " + job.stopAskedBy().get());
    }
    Standing standing = windows.calendar(caller.project()).at(clock.instant());
    return job.inWindow() && !(standing instanceof Standing.Open)
        ? Optional.of("the window has closed; " + StandingText.of(standing))
        : Optional.empty();
  }

  /** Ends the rollouts whose lines have all ended. */
  Conclusion conclude(long jobId) {
    boolean nothingDue = rollouts.due(caller.project()).isEmpty();
    return conclusion(jobId, nothingDue, endings.endAll());
  }

  private Conclusion conclusion(long jobId, boolean nothingDue, int planned) {
    List<JobItem> items = jobs.items(jobId);
    int published = count(items, LineState.PUBLISHED);
    int done = count(items, LineState.DONE) + published;
    int failed = items.size() - done;
    String rebuilt =
        nothingDue
            ? "no approved rollout was waiting"
            : done + " images rebuilt, " + failed + " not";
    String told = published == 0 ? rebuilt : rebuilt + ", the tests of " + published + " follow";
    Optional<String> stopped = planned > 0 ? whyStop(jobId) : Optional.empty();
    if (stopped.isPresent()) {
      return new Conclusion(JobState.STOPPED, told + ", " + planned + " wait: " + stopped.get());
    }
    // Lines of what was approved while the job ran have no lane yet.
    return new Conclusion(
        failed == 0 ? JobState.DONE : JobState.PARTLY_DONE,
        planned > 0 ? told + ", " + planned + " wait for the next run" : told);
  }

  private static int count(List<JobItem> items, LineState state) {
    return (int) items.stream().filter(item -> item.state().equals(state.name())).count();
  }
}
