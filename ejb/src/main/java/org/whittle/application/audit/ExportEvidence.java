package org.whittle.application.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.library.Artifact;
import org.whittle.approvals.Decisions;
import org.whittle.audit.AuditTrail;
import org.whittle.build.Documents;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.VersionDocuments;
import org.whittle.library.Versions;
import org.whittle.patches.Advisories;
import org.whittle.patches.BaseMoves;
import org.whittle.patches.Patches;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutLine;
import org.whittle.patches.Rollouts;
import org.whittle.store.BlobStore;

/** Exports what shows how a rollout came about: one file for an auditor. */
@Stateless
@RolesAllowed(Roles.AUDITOR)
public class ExportEvidence {
  private static final int ENTRIES_AT_ONCE = 1000;

  @Inject private Rollouts rollouts;
  @Inject private BaseMoves bases;
  @Inject private Patches patches;
  @Inject private Advisories advisories;
  @Inject private Decisions decisions;
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private VersionDocuments documents;
  @Inject private AuditTrail trail;
  @Inject private BlobStore blobs;
  @Inject private Audited audited;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** What a version that the rollout built has to show. */
  private record Built(
      String image, int number, ArrayNode tests, List<Documents.Document> documents) {
    String folder() {
      return "images/" + image + "/" + number + "/";
    }
  }

  /**
   * The evidence of a rollout: its plan, decisions, patches and lines, the tests, bills of
   * materials and provenance of what it built, and the whole audit trail up to this export.
   */
  public Artifact ofRollout(long id) {
    Rollout rollout = rollouts.rollout(caller.project(), id);
    List<RolloutLine> lines = rollouts.lines(id);
    ObjectNode told = RolloutEvidence.rollout(rollout, bases.of(id));
    told.set("decisions", RolloutEvidence.decisions(decisions.of(id)));
    ArrayNode patched = told.putArray("patches");
    patches
        .all(caller.project(), rollouts.patches(id))
        .forEach(patch -> patched.add(RolloutEvidence.patch(patch, advisories.of(patch.id()))));
    told.set("lines", RolloutEvidence.lines(lines));
    List<Built> built = new ArrayList<>();
    for (RolloutLine line : lines) {
      line.resultVersion().ifPresent(number -> built.add(built(line, number)));
      if (line.resultVersion().isEmpty()) {
        line.candidate().ifPresent(number -> built.add(built(line, number)));
      }
    }
    audited.record("export evidence", "rollout " + id, "plan " + rollout.plan());
    int project = caller.project();
    AuditTrail.Entry head = trail.entries(project, "", 0, 1).getFirst();
    ObjectNode about =
        EvidenceFile.object()
            .put("rollout", id)
            .put("exportedBy", caller.name())
            .put("exportedAt", clock.instant().toString())
            .put("auditHead", head.hash().hex());
    Instant at = head.at();
    return new Artifact(
        "rollout-" + id + "-evidence.zip",
        "application/zip",
        head.hash().hex(),
        OptionalLong.empty(),
        out -> write(out, at, told, built, project, head.id(), about));
  }

  private Built built(RolloutLine line, int number) {
    Image image = images.image(caller.project(), line.imageId());
    long version = versions.version(image, number).id();
    return new Built(
        line.image(),
        number,
        RolloutEvidence.tests(versions.tests(version)),
        documents.of(version).stream().filter(one -> !one.kind().boots()).toList());
  }

  private void write(
      OutputStream out,
      Instant at,
      ObjectNode rollout,
      List<Built> built,
      int project,
      long lastEntry,
      ObjectNode about)
      throws IOException {
    EvidenceFile file = new EvidenceFile(out, at);
    file.add("rollout.json", rollout);
    for (Built version : built) {
      file.add(version.folder() + "tests.json", version.tests());
      for (Documents.Document document : version.documents()) {
        try (InputStream content = blobs.open(document.digest())) {
          file.add(
              version.folder()
                  + version.image()
                  + "-"
                  + version.number()
                  + document.kind().suffix(),
              content);
        }
      }
    }
    file.add("audit.json", audit(project, lastEntry));
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
