package org.whittle.application.promotions;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.approvals.Decisions;
import org.whittle.approvals.Quorum;
import org.whittle.approvals.Requirement;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Denied;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Channels;
import org.whittle.library.Promotion;
import org.whittle.library.PromotionState;
import org.whittle.library.Promotions;

/** Decides on a promotion that somebody else asked for. */
@Stateless
@RolesAllowed(Roles.APPROVER)
public class DecidePromotion {
  @Inject private Promotions promotions;
  @Inject private PromotionRules rules;
  @Inject private Decisions decisions;
  @Inject private Channels channels;
  @Inject private PromotionNotices notices;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Clock clock;

  /**
   * Approves what this digest names. Once all policies that speak of it have got what they ask, the
   * channel points to the version; if it has moved meanwhile, the promotion is void. Gives where it
   * stands then.
   *
   * @throws Denied if the caller asked for it, or the policies name others
   * @throws Conflict if it was decided already, or is not what was seen
   */
  public PromotionState approve(long id, String subject, String comment) {
    Promotion promotion = locked(id);
    Digest seen = Digest.parse(subject);
    if (isJustVoid(promotion)) {
      return promotion.state();
    }
    promotion.requireDecidable(caller.name(), seen);
    Quorum before = rules.of(promotion);
    before
        .whyNotApproved(caller.name(), rules.standsInFor())
        .ifPresent(
            why -> {
              throw new Denied(
                  "cannot approve promotion " + id + ": " + why, "Ask another approver", null);
            });
    if (!before.hasApproved(caller.name())) {
      keep(promotion, seen, comment, true);
    }
    Quorum now = rules.of(promotion);
    if (now.met()) {
      promote(promotion, now);
      before.requirements().stream()
          .filter(Requirement::urgent)
          .findFirst()
          .ifPresent(one -> urgent(promotion, one.policy().name()));
      notices.approved(promotion, now.approvedBy());
    }
    return now.met() ? PromotionState.APPROVED : PromotionState.AWAITING_APPROVAL;
  }

  /** Nobody else decides on it until the transaction ends; void if its channel has moved. */
  private Promotion locked(long id) {
    promotions.lock(promotions.promotion(caller.project(), id).imageId());
    notices.voidMoved();
    return promotions.promotion(caller.project(), id);
  }

  private void urgent(Promotion promotion, String policy) {
    audited.record("approve urgently", "promotion " + promotion.id(), "policy " + policy);
    notices.approvedUrgently(promotion, caller.name(), policy);
  }

  private void promote(Promotion promotion, Quorum quorum) {
    promotions.end(promotion.id(), PromotionState.APPROVED);
    channels.move(
        caller.project(),
        promotion.imageId(),
        promotion.channel(),
        promotion.toVersionId(),
        Optional.empty(),
        promotion.requestedBy());
    audited.record(
        "move channel",
        "image " + promotion.image(),
        promotion.channel()
            + " to version "
            + promotion.to()
            + ", promotion "
            + promotion.id()
            + " approved by "
            + String.join(", ", quorum.approvedBy()));
  }

  /** Rejects what this digest names; the comment says why. Gives where it stands then. */
  public PromotionState reject(long id, String subject, String comment) {
    if (comment.isBlank()) {
      throw new InvalidInput(
          "cannot reject a promotion without a comment", "Say why, for who asked for it", null);
    }
    Promotion promotion = locked(id);
    Digest seen = Digest.parse(subject);
    if (isJustVoid(promotion)) {
      return promotion.state();
    }
    promotion.requireDecidable(caller.name(), seen);
    keep(promotion, seen, comment, false);
    promotions.end(id, PromotionState.REJECTED);
    notices.rejected(promotion, caller.name(), comment.strip());
    return PromotionState.REJECTED;
  }

  /** A promotion whose channel moved is void by this look at it: that is kept, no failure. */
  private static boolean isJustVoid(Promotion promotion) {
    return promotion.state() == PromotionState.VOID;
  }

  private void keep(Promotion promotion, Digest seen, String comment, boolean approved) {
    if (comment.length() > 2000) {
      throw new InvalidInput("cannot decide: the comment is over 2,000 characters");
    }
    decisions.addOnPromotion(
        caller.project(),
        promotion.id(),
        new Decisions.Decision(
            approved, caller.name(), rules.standsInFor(), clock.instant(), seen, comment.strip()));
    audited.record(
        approved ? "approve promotion" : "reject promotion",
        "promotion " + promotion.id(),
        promotion.image()
            + " version "
            + promotion.to()
            + " to "
            + promotion.channel()
            + ", subject "
            + seen
            + (comment.isBlank() ? "" : ": " + comment.strip()));
  }
}
