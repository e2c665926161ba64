package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.notifications.EventKind;
import org.whittle.notifications.Outbox;
import org.whittle.patches.Rollout;

/** Tells what becomes of rollouts, in the transaction in which it does. */
@ApplicationScoped
class RolloutNotices {
  @Inject private Outbox outbox;
  @Inject private Approvers approvers;

  /** That it is proposed, and whom it waits for. */
  void proposed(Rollout rollout) {
    String who = rollout.requestedBy() + " proposes it. " + rollout.comment();
    tell(rollout, EventKind.ROLLOUT_PROPOSED, "is proposed", who);
    outbox.tellAmong(
        rollout.projectId(),
        approvers.awaited(rollout),
        EventKind.APPROVAL_AWAITED,
        named(rollout) + " awaits your approval",
        who.strip(),
        path(rollout));
  }

  /** That one approval was enough: to all approvers, whatever they wish to hear. */
  void approvedUrgently(Rollout rollout, String by, String policy) {
    outbox.tellAlso(
        rollout.projectId(),
        approvers.all(rollout.projectId()),
        EventKind.URGENT_APPROVAL,
        named(rollout) + " is approved urgently",
        "For what it mends, the approval of " + by + " is enough by policy " + policy + ".",
        path(rollout));
  }

  /** That it is approved. */
  void approved(Rollout rollout, List<String> by) {
    tell(rollout, EventKind.ROLLOUT_APPROVED, "is approved", "by " + String.join(", ", by));
  }

  /** That it is rejected, and why. */
  void rejected(Rollout rollout, String by, String comment) {
    tell(rollout, EventKind.ROLLOUT_REJECTED, "is rejected", "by " + by + ": " + comment);
  }

  /** How it ended. */
  void ended(Rollout rollout, int done, int lines) {
    String told = done + " of " + lines + " images rebuilt";
    switch (rollout.state()) {
      case DONE -> tell(rollout, EventKind.ROLLOUT_DONE, "is done", told);
      case PARTLY_DONE -> tell(rollout, EventKind.ROLLOUT_PARTLY_DONE, "is partly done", told);
      case VOID -> tell(rollout, EventKind.ROLLOUT_VOID, "is void", told);
      default -> tell(rollout, EventKind.ROLLOUT_FAILED, "has failed", told);
    }
  }

  /** That a version which was published before its tests did not pass them: the first of it. */
  void notPassed(Rollout rollout, String summary) {
    tell(rollout, EventKind.TESTS_NOT_PASSED, "has a version that did not pass its tests", summary);
  }

  /** That it was rolled back, and why. */
  void rolledBack(Rollout rollout, String by, String reason) {
    tell(rollout, EventKind.ROLLED_BACK, "is rolled back", "by " + by + ": " + reason);
  }

  /** Reminds those whom it still waits for. */
  void remind(Rollout rollout, long hours) {
    outbox.tellAmong(
        rollout.projectId(),
        approvers.awaited(rollout),
        EventKind.APPROVAL_REMINDER,
        named(rollout) + " still awaits your approval",
        rollout.requestedBy() + " proposed it " + hours + " hours ago.",
        path(rollout));
  }

  private void tell(Rollout rollout, EventKind kind, String what, String summary) {
    outbox.tell(
        rollout.projectId(), kind, named(rollout) + " " + what, summary.strip(), path(rollout));
  }

  private static String named(Rollout rollout) {
    return "rollout " + rollout.id() + " (" + rollout.title() + ")";
  }

  private static String path(Rollout rollout) {
    return "rollouts/rollout.xhtml?id=" + rollout.id();
  }
}
