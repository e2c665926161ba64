package org.whittle.application.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.whittle.application.Caller;
import org.whittle.catalogue.Snapshot;
import org.whittle.catalogue.Snapshots;
import org.whittle.kernel.Digest;
import org.whittle.library.RuleVersions;
import org.whittle.patches.BaseMoves;
import org.whittle.patches.LineOrigins;
import org.whittle.patches.Rollout;

/** What evidence says of why there was a rollout, as JSON. */
@ApplicationScoped
class CauseEvidence {
  @Inject private RuleVersions rules;
  @Inject private BaseMoves bases;
  @Inject private Snapshots snapshots;
  @Inject private Caller caller;

  /** The cause, with who made the rules or signed the snapshots that it brings. */
  ObjectNode of(Rollout rollout) {
    ObjectNode told =
        EvidenceFile.object()
            .put("cause", rollout.purpose().cause().name())
            .put("scope", rollout.purpose().scope());
    rollout
        .purpose()
        .rules()
        .ifPresent(number -> told.set("rules", rules(rules.version(caller.project(), number))));
    ArrayNode moves = told.putArray("base");
    for (BaseMoves.Move move : bases.of(rollout.id())) {
      ObjectNode one = moves.addObject().put("source", move.source());
      one.set("from", snapshot(move.fromSnapshot()));
      one.set("to", snapshot(move.toSnapshot()));
    }
    return told;
  }

  private static ObjectNode rules(RuleVersions.RuleVersion version) {
    return EvidenceFile.object()
        .put("number", version.number())
        .put("digest", version.digest().hex())
        .put("reason", version.reason())
        .put("createdBy", version.createdBy())
        .put("createdAt", version.createdAt().toString());
  }

  private ObjectNode snapshot(long id) {
    Snapshot snapshot = snapshots.snapshot(caller.project(), id);
    return EvidenceFile.object()
        .put("snapshot", snapshot.number())
        .put("release", snapshot.release().hex())
        .put("releasedAt", snapshot.releasedAt().toString())
        .put("signedBy", snapshot.signedBy());
  }

  /** What a line starts from and comes to. */
  static void tell(LineOrigins.Origin origin, ObjectNode line) {
    line.putObject("blueprint")
        .put("revision", origin.revision())
        .put("createdBy", origin.revisedBy())
        .put("createdAt", origin.revisedAt().toString());
    line.set("madeBefore", made(origin.from()));
    origin.result().ifPresent(result -> line.set("madeAfter", made(result)));
  }

  private static ObjectNode made(LineOrigins.Made made) {
    return EvidenceFile.object()
        .put("blueprint", made.revision())
        .put("rules", made.rules().map(Digest::hex).orElse(null))
        .put("tools", made.tools().orElse(null));
  }
}
