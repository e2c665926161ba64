package org.whittle.application.promotions;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.application.approvals.RequirementView;
import org.whittle.approvals.Decisions;
import org.whittle.approvals.Quorum;
import org.whittle.library.Images;
import org.whittle.library.Promotion;
import org.whittle.library.PromotionState;
import org.whittle.library.Promotions;

/** Reads promotions. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadPromotions {
  private static final int MOST_WAITING = 100;

  @Inject private Promotions promotions;
  @Inject private PromotionRules rules;
  @Inject private Decisions decisions;
  @Inject private Images images;
  @Inject private Caller caller;

  /** Promotions, newest first. */
  public Page<PromotionView> promotions(PromotionQuery query, PageRequest page) {
    long image = query.image().isEmpty() ? 0 : images.image(caller.project(), query.image()).id();
    return new Page<>(
        promotions.find(caller.project(), query.state(), image, page.first(), page.size()).stream()
            .map(this::view)
            .toList(),
        promotions.count(caller.project(), query.state(), image));
  }

  /** Promotions that wait for a decision, newest first. */
  public List<PromotionView> awaitingDecision() {
    return promotions(
            new PromotionQuery(Optional.of(PromotionState.AWAITING_APPROVAL), ""),
            PageRequest.of(0, MOST_WAITING))
        .rows();
  }

  /** One promotion. */
  public PromotionView promotion(long id) {
    return view(promotions.promotion(caller.project(), id));
  }

  private PromotionView view(Promotion promotion) {
    Quorum quorum = rules.of(promotion);
    Optional<String> whyNot =
        caller.hasRole(Roles.APPROVER)
            ? rules.whyNot(promotion, quorum)
            : Optional.of("role approver is needed");
    return new PromotionView(
        promotion.id(),
        promotion.image(),
        promotion.channel(),
        promotion.from().isPresent() ? Optional.of(promotion.from().getAsInt()) : Optional.empty(),
        promotion.to(),
        promotion.subject().toString(),
        promotion.state(),
        promotion.requestedBy(),
        promotion.requestedAt(),
        promotion.comment(),
        promotion.endedAt(),
        promotion.reason(),
        quorum.requirements().stream().map(RequirementView::of).toList(),
        decisions.onPromotion(promotion.id()).stream()
            .map(
                one ->
                    new PromotionView.Decided(
                        one.approved(), one.decidedBy(), one.decidedAt(), one.comment()))
            .toList(),
        whyNot.isEmpty(),
        whyNot.orElse(""));
  }
}
