package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.audit.AuditTrail;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Versions;
import org.whittle.patches.Disposition;
import org.whittle.patches.LineState;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.RolloutState;
import org.whittle.patches.Rollouts;

/** The short transactions of the night job. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class RebuildSteps {
  @Inject private Rollouts rollouts;
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private AuditTrail trail;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** How the rollouts ended that had ended. */
  record Conclusion(int done, int failed, String message) {}

  List<Long> begin() {
    rollouts.due(caller.project()).forEach(Rollout::run);
    return rollouts.planned(caller.project());
  }

  RolloutLine line(long lineId) {
    return rollouts.line(lineId);
  }

  List<Long> basis(RolloutLine line) {
    return rollouts.basis(line.rolloutId());
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

  void end(long lineId, LineState state, String message, Optional<Long> versionId) {
    rollouts.end(lineId, state, message, versionId.orElse(null));
  }

  Conclusion conclude() {
    int done = 0;
    int failed = 0;
    List<Rollout> due = rollouts.due(caller.project());
    for (Rollout rollout : due) {
      List<RolloutLine> lines =
          rollouts.lines(rollout.id()).stream()
              .filter(line -> line.disposition() == Disposition.REBUILD)
              .toList();
      if (lines.stream().anyMatch(line -> line.state() == LineState.PLANNED)) {
        continue;
      }
      int lineDone = (int) lines.stream().filter(l -> l.state() == LineState.DONE).count();
      done += lineDone;
      failed += lines.size() - lineDone;
      rollout.end(ending(lines, lineDone), clock.instant());
      trail.record(
          caller.project(),
          Roles.SYSTEM,
          "end rollout",
          "rollout " + rollout.id(),
          lineDone + " of " + lines.size() + " images rebuilt");
    }
    String message =
        due.isEmpty()
            ? "no approved rollout was waiting"
            : done + " images rebuilt, " + failed + " not";
    return new Conclusion(done, failed, message);
  }

  private static RolloutState ending(List<RolloutLine> lines, int done) {
    if (done == lines.size()) {
      return RolloutState.DONE;
    }
    if (done > 0) {
      return RolloutState.PARTLY_DONE;
    }
    return lines.stream().allMatch(line -> line.state() == LineState.VOID)
        ? RolloutState.VOID
        : RolloutState.FAILED;
  }
}
