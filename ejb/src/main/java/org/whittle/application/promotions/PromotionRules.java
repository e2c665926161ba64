package org.whittle.application.promotions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whittle.advisory.Severity;
import org.whittle.application.Caller;
import org.whittle.approvals.Decisions;
import org.whittle.approvals.Delegations;
import org.whittle.approvals.Policies;
import org.whittle.approvals.Policy;
import org.whittle.approvals.Quorum;
import org.whittle.library.Images;
import org.whittle.library.Promotion;
import org.whittle.library.Promotions;
import org.whittle.patches.Patches;

/** What the policies ask of promotions, and who may decide on them. */
@ApplicationScoped
public class PromotionRules {
  @Inject private Policies policies;
  @Inject private Delegations delegations;
  @Inject private Decisions decisions;
  @Inject private Promotions promotions;
  @Inject private Patches patches;
  @Inject private Images images;
  @Inject private Caller caller;

  /** Whether a policy speaks of promotions of an image to a channel. */
  public boolean isProtected(long imageId, String channel) {
    return !speaking(imageId, channel).isEmpty();
  }

  private List<Policy> speaking(long imageId, String channel) {
    return policies.all(caller.project()).stream()
        .filter(policy -> policy.channel().equals(channel))
        .filter(policy -> policy.concerns(images.labels(imageId)))
        .toList();
  }

  /** What is asked of a promotion now, and what it has got. */
  Quorum of(Promotion promotion) {
    List<Long> brought = promotions.patches(promotion);
    Severity mended =
        brought.isEmpty()
            ? Severity.UNKNOWN
            : patches.all(caller.project(), brought).stream()
                .map(Patches.Patch::severity)
                .reduce(Severity.UNKNOWN, Severity::or);
    return Quorum.of(
        speaking(promotion.imageId(), promotion.channel()),
        mended,
        decisions.onPromotion(promotion.id()));
  }

  /** Whom the caller stands in for now. */
  Set<String> standsInFor() {
    return delegations.standsInFor(caller.project(), caller.name());
  }

  /** Why the caller may not approve it now; empty if they may. */
  Optional<String> whyNot(Promotion promotion, Quorum quorum) {
    return promotion
        .whyNotDecidedBy(caller.name())
        .or(() -> quorum.whyNotApproved(caller.name(), standsInFor()));
  }
}
