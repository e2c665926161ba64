package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.audit.AuditTrail;
import org.whittle.patches.Disposition;
import org.whittle.patches.LineState;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.RolloutState;
import org.whittle.patches.Rollouts;

/**
 * Ends rollouts: once every line has ended, tests that follow included. To be called inside a
 * transaction.
 */
@ApplicationScoped
class Endings {
  @Inject private Rollouts rollouts;
  @Inject private AuditTrail trail;
  @Inject private RolloutNotices notices;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Ends those that have nothing left to do; gives how many lines are still planned. */
  int endAll() {
    int planned = 0;
    for (Rollout rollout : rollouts.due(caller.project())) {
      List<RolloutLine> lines =
          rollouts.lines(rollout.id()).stream()
              .filter(line -> line.disposition() == Disposition.REBUILD)
              .toList();
      int left = count(lines, LineState.PLANNED);
      planned += left;
      if (left + count(lines, LineState.PUBLISHED) == 0) {
        end(rollout, lines);
      }
    }
    return planned;
  }

  private void end(Rollout rollout, List<RolloutLine> lines) {
    int done = count(lines, LineState.DONE);
    rollout.end(ending(lines, done), clock.instant());
    trail.record(
        caller.project(),
        Roles.SYSTEM,
        "end rollout",
        "rollout " + rollout.id(),
        done + " of " + lines.size() + " images rebuilt");
    notices.ended(rollout, done, lines.size());
  }

  private static int count(List<RolloutLine> lines, LineState state) {
    return (int) lines.stream().filter(line -> line.state() == state).count();
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
