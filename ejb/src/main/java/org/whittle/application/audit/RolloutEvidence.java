package org.whittle.application.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.whittle.kernel.Digest;
import org.whittle.library.Versions;
import org.whittle.patches.Advisories;
import org.whittle.patches.LineOrigins;
import org.whittle.patches.Patches;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutLine;

/** What evidence says of a rollout, as JSON. */
final class RolloutEvidence {
  private RolloutEvidence() {}

  static ObjectNode rollout(Rollout rollout, ObjectNode cause) {
    ObjectNode told = told(rollout);
    rollout
        .scheduled()
        .ifPresent(
            at -> told.put("scheduledIn", at.window()).put("scheduledFor", at.opens().toString()));
    rollout.endedAt().ifPresent(at -> told.put("endedAt", at.toString()));
    rollout
        .rollback()
        .ifPresent(
            back ->
                told.putObject("rolledBack")
                    .put("by", back.by())
                    .put("at", back.at().toString())
                    .put("reason", back.reason()));
    told.set("because", cause);
    return told;
  }

  private static ObjectNode told(Rollout rollout) {
    return EvidenceFile.object()
        .put("id", rollout.id())
        .put("title", rollout.title())
        .put("state", rollout.state().name())
        .put("plan", rollout.plan().hex())
        .put("requestedBy", rollout.requestedBy())
        .put("requestedAt", rollout.requestedAt().toString())
        .put("comment", rollout.comment());
  }

  static ObjectNode patch(Patches.Patch patch, List<Advisories.Mended> mended) {
    ObjectNode said =
        EvidenceFile.object()
            .put("id", patch.id())
            .put("source", patch.sourceName())
            .put("oldVersion", patch.oldVersion())
            .put("newVersion", patch.newVersion())
            .put("suite", patch.suite())
            .put("changelogRead", patch.told());
    ArrayNode advisories = said.putArray("advisories");
    for (Advisories.Mended one : mended) {
      advisories
          .addObject()
          .put("name", one.name())
          .put("severity", one.severity().name())
          .put("saidBy", one.feed().orElse("changelog"));
    }
    return said;
  }

  static ArrayNode lines(List<RolloutLine> lines, Map<Long, LineOrigins.Origin> origins) {
    ArrayNode all = EvidenceFile.array();
    for (RolloutLine line : lines) {
      ObjectNode one =
          all.addObject()
              .put("image", line.image())
              .put("fromVersion", line.fromVersion())
              .put("disposition", line.disposition().name())
              .put("reason", line.reason())
              .put("input", line.input().map(Digest::hex).orElse(null))
              .put(
                  "carries",
                  line.carries().stream().map(Enum::name).collect(Collectors.joining(" ")))
              .put("packagesChanged", line.packagesChanged())
              .put("state", line.state().name())
              .put("message", line.message())
              .put("candidateTests", line.verdict().name());
      line.candidate().ifPresent(version -> one.put("candidate", version));
      line.resultVersion().ifPresent(version -> one.put("resultVersion", version));
      Optional.ofNullable(origins.get(line.id()))
          .ifPresent(origin -> CauseEvidence.tell(origin, one));
    }
    return all;
  }

  static ArrayNode tests(List<Versions.Outcome> outcomes) {
    ArrayNode all = EvidenceFile.array();
    for (Versions.Outcome test : outcomes) {
      all.addObject()
          .put("name", test.name())
          .put("verdict", test.verdict().name())
          .put("durationMillis", test.durationMillis())
          .put("detail", test.detail())
          .put("log", test.log());
    }
    return all;
  }
}
