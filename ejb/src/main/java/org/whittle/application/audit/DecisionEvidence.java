package org.whittle.application.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.whittle.approvals.Decisions;

/** What evidence says of decisions, as JSON. */
final class DecisionEvidence {
  private DecisionEvidence() {}

  /**
   * Decisions, oldest first.
   *
   * @param bound what the digest is called that they bind
   */
  static ArrayNode of(String bound, List<Decisions.Decision> decisions) {
    ArrayNode all = EvidenceFile.array();
    for (Decisions.Decision decision : decisions) {
      ArrayNode stoodInFor =
          all.addObject()
              .put("approved", decision.approved())
              .put("decidedBy", decision.decidedBy())
              .put("decidedAt", decision.decidedAt().toString())
              .put(bound, decision.plan().hex())
              .put("comment", decision.comment())
              .putArray("stoodInFor");
      decision.stoodInFor().stream().sorted().forEach(stoodInFor::add);
    }
    return all;
  }
}
