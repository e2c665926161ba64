package org.whittle.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;

/** Whoever changes a file of evidence is found. */
class EvidenceCheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final Map<String, String> files = new LinkedHashMap<>();

  @BeforeEach
  void fill() {
    files.put(
        "rollout.json",
        "{\"id\":5,\"plan\":\"p\",\"decisions\":[{\"decidedBy\":\"anna\",\"plan\":\"p\"}]}");
    files.put("promotions.json", "[]");
    files.put("images/web/2/web-2.spdx.json", "{}");
    files.put("audit.json", trail("propose rollout", "approve rollout").toString());
  }

  private static ArrayNode trail(String... actions) {
    ArrayNode entries = JSON.createArrayNode();
    String previous = "0".repeat(64);
    for (String action : actions) {
      ObjectNode entry =
          entries
              .addObject()
              .put("id", entries.size())
              .put("at", "2026-11-22T10:00:00Z")
              .put("actor", "petra")
              .put("action", action)
              .put("subject", "rollout 5")
              .put("detail", "")
              .put("previous", previous);
      previous =
          Digest.of(
                  String.join(
                      "\0", previous, "2026-11-22T10:00:00Z", "petra", action, "rollout 5", ""))
              .hex();
      entry.put("hash", previous);
    }
    return entries;
  }

  private ObjectNode manifest() throws IOException {
    ObjectNode manifest = JSON.createObjectNode();
    ArrayNode named = manifest.putArray("files");
    files.forEach(
        (path, text) ->
            named
                .addObject()
                .put("path", path)
                .put("sha256", Digest.of(text).hex())
                .put("size", text.getBytes(StandardCharsets.UTF_8).length));
    List<String> hashes = JSON.readTree(files.get("audit.json")).findValuesAsText("hash");
    return manifest.put("auditHead", hashes.getLast());
  }

  private List<String> faults(ObjectNode manifest) throws IOException {
    Path file = folder.resolve("evidence.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> one : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(one.getKey()));
        zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
      }
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(JSON.writeValueAsBytes(manifest));
    }
    return EvidenceCheck.of(file).faults();
  }

  @Test
  void whatWasNotTouchedIsWhole() throws Exception {
    assertEquals(List.of(), faults(manifest()));
    EvidenceCheck check = EvidenceCheck.of(folder.resolve("evidence.zip"));
    assertEquals(4, check.files());
    assertEquals(64, check.manifest().length());
    assertEquals(64, check.auditHead().length());
  }

  @Test
  void aFileThatWasChangedAddedOrTakenAwayIsNamed() throws Exception {
    ObjectNode manifest = manifest();
    files.put("images/web/2/web-2.spdx.json", "{ }");
    files.put("letter.txt", "believe me");
    files.remove("promotions.json");

    assertEquals(
        List.of(
            "promotions.json is missing",
            "images/web/2/web-2.spdx.json is not what the manifest names",
            "letter.txt is not in the manifest"),
        faults(manifest));
  }

  @Test
  void aTrailThatWasWrittenAnewDoesNotHoldTogetherThoughTheManifestFits() throws Exception {
    String trail = trail("propose rollout", "approve rollout").toString();
    files.put("audit.json", trail.replace("propose rollout", "dream of it"));
    assertEquals(List.of("audit entry 1 is not what its hash says"), faults(manifest()));

    ArrayNode short1 = trail("propose rollout", "approve rollout");
    short1.remove(0);
    files.put("audit.json", short1.toString());
    assertEquals(List.of("audit entry 2 does not follow the one before it"), faults(manifest()));

    files.put("audit.json", trail("propose rollout").toString());
    ObjectNode manifest = manifest().put("auditHead", "0");
    assertEquals(List.of("the audit trail does not end where the manifest says"), faults(manifest));
  }

  @Test
  void aDecisionOnSomethingElseIsNamed() throws Exception {
    files.put(
        "rollout.json",
        "{\"id\":5,\"plan\":\"p\",\"decisions\":[{\"decidedBy\":\"anna\",\"plan\":\"q\"}]}");
    files.put(
        "promotions.json",
        "[{\"id\":6,\"subject\":\"s\",\"decisions\":[{\"decidedBy\":\"bob\",\"subject\":\"t\"}]}]");

    assertEquals(
        List.of(
            "the decision of anna binds another plan than that of rollout 5",
            "the decision of bob binds another subject than that of promotion 6"),
        faults(manifest()));
  }

  @Test
  void whatIsNoEvidenceIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "hello");
    InvalidInput refused = assertThrows(InvalidInput.class, () -> EvidenceCheck.of(file));
    assertEquals("cannot read " + file + ": it is no ZIP file with evidence", refused.getMessage());
    InvalidInput absent =
        assertThrows(InvalidInput.class, () -> EvidenceCheck.of(folder.resolve("absent.zip")));
    assertTrue(absent.getMessage().startsWith("cannot read "), absent.getMessage());

    files.clear();
    assertEquals(
        List.of("audit.json is missing", "the audit trail does not end where the manifest says"),
        faults(JSON.createObjectNode().put("auditHead", "x")));
  }
}
