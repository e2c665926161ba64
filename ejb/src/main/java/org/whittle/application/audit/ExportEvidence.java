package org.whittle.application.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.library.Artifact;
import org.whittle.approvals.Decisions;
import org.whittle.audit.AuditTrail;
import org.whittle.library.Images;
import org.whittle.library.Promotion;
import org.whittle.library.Promotions;
import org.whittle.patches.Advisories;
import org.whittle.patches.HoldHistory;
import org.whittle.patches.LineOrigins;
import org.whittle.patches.Patches;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.Rollouts;

/** Exports what shows how a rollout or a promotion came about: one file for an auditor. */
@Stateless
@RolesAllowed(Roles.AUDITOR)
public class ExportEvidence {
  private static final int ENTRIES_AT_ONCE = 1000;

  @Inject private Rollouts rollouts;
  @Inject private LineOrigins origins;
  @Inject private HoldHistory holds;
  @Inject private Patches patches;
  @Inject private Advisories advisories;
  @Inject private Promotions promotions;
  @Inject private Decisions decisions;
  @Inject private Images images;
  @Inject private CauseEvidence causes;
  @Inject private VersionFolders folders;
  @Inject private AuditTrail trail;
  @Inject private Audited audited;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** What goes into a file beside the audit trail. */
  private record Told(Map<String, ArrayNode> lists, List<VersionFolders.VersionFolder> versions) {}

  /**
   * The evidence of a rollout: its cause, plan, decisions, patches and lines, the holds that spoke
   * of its images, the promotions of what it built, the tests, bills of materials and provenance of
   * that, and the whole audit trail up to this export.
   */
  public Artifact ofRollout(long id) {
    Rollout rollout = rollouts.rollout(caller.project(), id);
    List<RolloutLine> lines = rollouts.lines(id);
    ObjectNode told = RolloutEvidence.rollout(rollout, causes.of(rollout));
    told.set("decisions", DecisionEvidence.of("plan", decisions.of(id)));
    ArrayNode patched = told.putArray("patches");
    patches
        .all(caller.project(), rollouts.patches(id))
        .forEach(patch -> patched.add(RolloutEvidence.patch(patch, advisories.of(patch.id()))));
    told.set("lines", RolloutEvidence.lines(lines, origins.of(id)));
    List<VersionFolders.VersionFolder> built = new ArrayList<>();
    for (RolloutLine line : lines) {
      OptionalInt number =
          line.resultVersion().isPresent() ? line.resultVersion() : line.candidate();
      number.ifPresent(
          version ->
              built.add(folders.of(images.image(caller.project(), line.imageId()), version)));
    }
    Map<String, ArrayNode> lists = new LinkedHashMap<>();
    lists.put("holds.json", holds(rollout));
    lists.put("promotions.json", promotions(built));
    audited.record("export evidence", "rollout " + id, "plan " + rollout.plan());
    return file("rollout", id, told, new Told(lists, built));
  }

  /**
   * The evidence of a promotion: who asked for what, the decisions on it, how it ended, the tests,
   * bills of materials and provenance of the version, and the whole audit trail up to this export.
   */
  public Artifact ofPromotion(long id) {
    Promotion promotion = promotions.promotion(caller.project(), id);
    VersionFolders.VersionFolder version =
        folders.of(images.image(caller.project(), promotion.imageId()), promotion.to());
    audited.record("export evidence", "promotion " + id, "subject " + promotion.subject());
    return file(
        "promotion",
        id,
        PromotionEvidence.promotion(promotion, decisions.onPromotion(id)),
        new Told(Map.of(), List.of(version)));
  }

  private ArrayNode holds(Rollout rollout) {
    return HoldEvidence.holds(
        holds.of(rollout.id(), rollout.requestedAt(), rollout.endedAt().orElseGet(clock::instant)),
        rollout.requestedAt());
  }

  private ArrayNode promotions(List<VersionFolders.VersionFolder> built) {
    ArrayNode all = EvidenceFile.array();
    List<Long> versions = built.stream().map(VersionFolders.VersionFolder::versionId).toList();
    promotions
        .about(caller.project(), versions)
        .forEach(one -> all.add(PromotionEvidence.promotion(one, decisions.onPromotion(one.id()))));
    return all;
  }

  private Artifact file(String kind, long id, ObjectNode subject, Told told) {
    int project = caller.project();
    AuditTrail.Entry head = trail.entries(project, "", 0, 1).getFirst();
    ObjectNode about =
        EvidenceFile.object()
            .put(kind, id)
            .put("exportedBy", caller.name())
            .put("exportedAt", clock.instant().toString())
            .put("auditHead", head.hash().hex());
    return new Artifact(
        kind + "-" + id + "-evidence.zip",
        "application/zip",
        head.hash().hex(),
        OptionalLong.empty(),
        out -> write(out, kind, subject, told, project, head, about));
  }

  private void write(
      OutputStream out,
      String kind,
      ObjectNode subject,
      Told told,
      int project,
      AuditTrail.Entry head,
      ObjectNode about)
      throws IOException {
    EvidenceFile file = new EvidenceFile(out, head.at());
    file.add(kind + ".json", subject);
    for (Map.Entry<String, ArrayNode> list : told.lists().entrySet()) {
      file.add(list.getKey(), list.getValue());
    }
    for (VersionFolders.VersionFolder version : told.versions()) {
      folders.write(version, file);
    }
    file.add("audit.json", audit(project, head.id()));
    file.finish(about);
  }

  private ArrayNode audit(int project, long lastEntry) {
    ArrayNode all = EvidenceFile.array();
    long after = 0;
    while (after < lastEntry) {
      for (AuditTrail.Entry entry : trail.after(project, after, ENTRIES_AT_ONCE)) {
        after = entry.id();
        if (after <= lastEntry) {
          all.addObject()
              .put("id", entry.id())
              .put("at", entry.at().toString())
              .put("actor", entry.actor())
              .put("action", entry.action())
              .put("subject", entry.subject())
              .put("detail", entry.detail())
              .put("previous", entry.previous().hex())
              .put("hash", entry.hash().hex());
        }
      }
    }
    return all;
  }
}
