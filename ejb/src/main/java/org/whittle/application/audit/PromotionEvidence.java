package org.whittle.application.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.whittle.approvals.Decisions;
import org.whittle.library.Promotion;

/** What evidence says of a promotion, as JSON. */
final class PromotionEvidence {
  private PromotionEvidence() {}

  static ObjectNode promotion(Promotion promotion, List<Decisions.Decision> decisions) {
    ObjectNode told =
        EvidenceFile.object()
            .put("id", promotion.id())
            .put("image", promotion.image())
            .put("channel", promotion.channel())
            .put("to", promotion.to())
            .put("subject", promotion.subject().hex())
            .put("state", promotion.state().name())
            .put("requestedBy", promotion.requestedBy())
            .put("requestedAt", promotion.requestedAt().toString())
            .put("comment", promotion.comment())
            .put("reason", promotion.reason());
    promotion.from().ifPresent(version -> told.put("from", version));
    promotion.endedAt().ifPresent(at -> told.put("endedAt", at.toString()));
    told.set("decisions", DecisionEvidence.of("subject", decisions));
    return told;
  }
}
