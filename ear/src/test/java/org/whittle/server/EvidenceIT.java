package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.whittle.evidence.EvidenceCheck;
import org.whittle.kernel.Digest;

/** The evidence of a rollout, as an auditor takes it away and checks it elsewhere. */
@RequiresTool({"bwrap", "dash", "strace"})
class EvidenceIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static FilledLibrary library;

  @BeforeAll
  static void fill() throws Exception {
    library = FilledLibrary.get();
  }

  private static Map<String, byte[]> evidence() throws Exception {
    return files(Client.with("auditor").bytes("rollouts/" + library.rollout() + "/evidence"));
  }

  private static Map<String, byte[]> files(byte[] zip) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private static byte[] file(Map<String, byte[]> files, String path) {
    return Objects.requireNonNull(files.get(path), () -> path + " is not in " + files.keySet());
  }

  private static JsonNode line(JsonNode rollout, String image) {
    for (JsonNode line : rollout.get("lines")) {
      if (line.get("image").asText().equals(image)) {
        return line;
      }
    }
    throw new AssertionError(image + " has no line: " + rollout);
  }

  @Test
  void theManifestNamesTheDigestOfEveryFile() throws Exception {
    Map<String, byte[]> files = evidence();
    JsonNode manifest = JSON.readTree(file(files, "manifest.json"));

    files.remove("manifest.json");
    assertEquals(files.size(), manifest.get("files").size());
    for (JsonNode file : manifest.get("files")) {
      byte[] content = file(files, file.get("path").asText());
      assertEquals(Digest.of(content).hex(), file.get("sha256").asText(), file::toString);
      assertEquals(content.length, file.get("size").asInt());
    }
    assertEquals(
        JSON.readTree(file(files, "audit.json")).findValuesAsText("hash").getLast(),
        manifest.get("auditHead").asText());
  }

  @Test
  void itTellsWhoProposedWhoDecidedAndWhatWasBuiltAndTested() throws Exception {
    Map<String, byte[]> files = evidence();
    JsonNode rollout = JSON.readTree(file(files, "rollout.json"));

    assertEquals("DONE", rollout.get("state").asText());
    assertEquals(Cast.PATCH_MANAGER.user(), rollout.get("requestedBy").asText());
    JsonNode decision = rollout.get("decisions").get(0);
    assertEquals(Cast.APPROVER.user(), decision.get("decidedBy").asText());
    assertEquals(rollout.get("plan"), decision.get("plan"));
    assertEquals(0, decision.get("stoodInFor").size());
    assertTrue(rollout.at("/patches").toString().contains("CVE-2026-40001"), rollout::toString);
    JsonNode built = line(rollout, "shop-web");
    String folder = "images/shop-web/" + built.get("resultVersion").asInt() + "/";
    assertEquals(
        "PASSED", JSON.readTree(file(files, folder + "tests.json")).get(0).get("verdict").asText());
    List<String> documents =
        files.keySet().stream().filter(name -> name.startsWith(folder)).toList();
    assertEquals(4, documents.size(), documents::toString);
  }

  @Test
  void theAuditTrailInItIsAChainThatAnybodyCanCompute() throws Exception {
    JsonNode entries = JSON.readTree(file(evidence(), "audit.json"));
    String previous = "0".repeat(64);
    List<String> actions = new ArrayList<>();
    for (JsonNode entry : entries) {
      assertEquals(previous, entry.get("previous").asText(), entry::toString);
      previous = hash(entry);
      assertEquals(previous, entry.get("hash").asText(), entry::toString);
      actions.add(entry.get("action").asText());
    }
    assertTrue(actions.contains("approve rollout"), actions::toString);
    assertEquals("export evidence", actions.getLast());
  }

  private static String hash(JsonNode entry) throws IOException {
    return Digest.of(
            String.join(
                "\0",
                entry.get("previous").asText(),
                entry.get("at").asText(),
                entry.get("actor").asText(),
                entry.get("action").asText(),
                entry.get("subject").asText(),
                entry.get("detail").asText()))
        .hex();
  }

  @Test
  void itTellsOfTheCauseAndOfTheHoldsThatSpokeOfItsImages() throws Exception {
    Map<String, byte[]> files = evidence();
    JsonNode rollout = JSON.readTree(file(files, "rollout.json"));

    assertEquals("PATCHES", rollout.at("/because/cause").asText());
    JsonNode line = line(rollout, "shop-web");
    assertEquals(1, line.at("/blueprint/revision").asInt());
    assertTrue(line.at("/madeBefore/tools").asText().startsWith("writers "), line::toString);
    assertEquals(line.at("/madeBefore/rules"), line.at("/madeAfter/rules"));
    JsonNode hold = hold(JSON.readTree(file(files, "holds.json")), "shop-cart");
    assertEquals("not tried with our data yet", hold.get("reason").asText());
    assertEquals("image", hold.get("for").asText());
    assertTrue(hold.get("inForceWhenPlanned").asBoolean(), hold::toString);
    assertEquals("admin", hold.get("placedBy").asText());
  }

  private static JsonNode hold(JsonNode holds, String image) {
    for (JsonNode hold : holds) {
      if (hold.get("image").asText().equals(image)) {
        return hold;
      }
    }
    throw new AssertionError("no hold spoke of " + image + ": " + holds);
  }

  @Test
  void whatAnybodyChangesInItIsFound() throws Exception {
    byte[] zip = Client.with("auditor").bytes("rollouts/" + library.rollout() + "/evidence");
    Path file = Files.write(RunningWhittle.fresh("evidence.zip"), zip);
    assertEquals(List.of(), EvidenceCheck.of(file).faults());

    Map<String, byte[]> files = files(zip);
    String decided = new String(file(files, "rollout.json"), StandardCharsets.UTF_8);
    files.put("rollout.json", decided.replace("fine", "fine!").getBytes(StandardCharsets.UTF_8));
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> one : files.entrySet()) {
        out.putNextEntry(new ZipEntry(one.getKey()));
        out.write(one.getValue());
      }
    }
    assertEquals(
        List.of("rollout.json is not what the manifest names"), EvidenceCheck.of(file).faults());
  }

  @Test
  void itIsForAuditors() throws Exception {
    String path = "rollouts/" + library.rollout() + "/evidence";

    Client.with("patch-manager").get(path).is(403);
    Client.with("auditor")
        .get("rollouts/999999999/evidence")
        .isProblem(404, "cannot find rollout 999999999");
  }
}
