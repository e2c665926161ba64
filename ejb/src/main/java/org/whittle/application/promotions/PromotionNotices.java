package org.whittle.application.promotions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.approvals.AwaitedApprovers;
import org.whittle.library.Promotion;
import org.whittle.library.Promotions;
import org.whittle.notifications.EventKind;
import org.whittle.notifications.Outbox;

/** Tells what becomes of promotions, in the transaction in which it does. */
@ApplicationScoped
public class PromotionNotices {
  @Inject private Promotions promotions;
  @Inject private PromotionRules rules;
  @Inject private AwaitedApprovers approvers;
  @Inject private Outbox outbox;
  @Inject private Caller caller;

  /** That it is asked for, and whom it waits for. */
  public void asked(long id) {
    Promotion promotion = promotions.promotion(caller.project(), id);
    String who = promotion.requestedBy() + " asks for it. " + promotion.comment();
    tell(promotion, EventKind.PROMOTION_ASKED, "is asked for", who);
    toAwaited(promotion, EventKind.APPROVAL_AWAITED, "awaits your approval", who);
  }

  /** That one approval was enough: to all approvers, whatever they wish to hear. */
  void approvedUrgently(Promotion promotion, String by, String policy) {
    outbox.tellAlso(
        caller.project(),
        approvers.all(caller.project()),
        EventKind.URGENT_APPROVAL,
        named(promotion) + " is approved urgently",
        "For what it mends, the approval of " + by + " is enough by policy " + policy + ".",
        path(promotion));
  }

  /** That it is approved, and the channel has moved. */
  void approved(Promotion promotion, List<String> by) {
    tell(promotion, EventKind.PROMOTION_APPROVED, "is approved", "by " + String.join(", ", by));
  }

  /** That it is rejected, and why. */
  void rejected(Promotion promotion, String by, String comment) {
    tell(promotion, EventKind.PROMOTION_REJECTED, "is rejected", "by " + by + ": " + comment);
  }

  /** Voids those that wait while their channels have moved, and tells that they are. */
  public void voidMoved() {
    for (Promotion promotion : promotions.voidMoved(caller.project())) {
      tell(promotion, EventKind.PROMOTION_VOID, "is void", promotion.reason());
    }
  }

  /** Reminds those whom it still waits for. */
  void remind(Promotion promotion, long hours) {
    toAwaited(
        promotion,
        EventKind.APPROVAL_REMINDER,
        "still awaits your approval",
        promotion.requestedBy() + " asked for it " + hours + " hours ago.");
  }

  private void toAwaited(Promotion promotion, EventKind kind, String what, String summary) {
    List<String> awaited =
        approvers.awaited(caller.project(), promotion.requestedBy(), rules.of(promotion));
    outbox.tellAmong(
        caller.project(),
        awaited,
        kind,
        named(promotion) + " " + what,
        summary.strip(),
        path(promotion));
  }

  private void tell(Promotion promotion, EventKind kind, String what, String summary) {
    outbox.tell(
        caller.project(), kind, named(promotion) + " " + what, summary.strip(), path(promotion));
  }

  private static String named(Promotion promotion) {
    return "promotion "
        + promotion.id()
        + " ("
        + promotion.image()
        + " version "
        + promotion.to()
        + " to "
        + promotion.channel()
        + ")";
  }

  private static String path(Promotion promotion) {
    return "rollouts/promotion.xhtml?id=" + promotion.id();
  }
}
