package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is known of the vulnerabilities that patches mend: by changelogs, and by feeds. */
@RequiresTool({"bwrap", "dash", "strace"})
class AdvisoriesIT {
  private static final String TRACKER =
      """
      {"shop-stock": {
        "CVE-2026-40001": {"description": "Too much change.", "releases": {"bookworm":
          {"status": "resolved", "fixed_version": "1.0+security1", "urgency": "medium"}}},
        "CVE-2026-40009": {"description": "An open door.", "releases": {"bookworm":
          {"status": "resolved", "fixed_version": "1.0+security2", "urgency": "high"}}},
        "CVE-2019-1": {"releases": {"bookworm":
          {"status": "resolved", "fixed_version": "0.9", "urgency": "high"}}}}}
      """;

  private static FilledLibrary library;

  @BeforeAll
  static void fill() throws Exception {
    library = FilledLibrary.get();
  }

  private static Client manager() throws Exception {
    return Client.with("patch-manager");
  }

  private static JsonNode patch() throws Exception {
    return manager().get("patches/" + library.waitingPatch()).is(200);
  }

  private static List<String> mended(JsonNode patch) {
    List<String> mended = new ArrayList<>();
    patch
        .get("mended")
        .forEach(
            one ->
                mended.add(
                    one.get("name").asText()
                        + " "
                        + one.get("severity").asText()
                        + " "
                        + one.get("feeds")
                        + " "
                        + one.get("inChangelog")));
    return mended;
  }

  @Test
  void theChangelogSaysWhatAPatchMends() throws Exception {
    JsonNode patch = patch();

    assertTrue(patch.at("/row/told").asBoolean(), patch::toString);
    assertEquals("HIGH", patch.at("/row/urgency").asText());
    assertTrue(
        mended(patch).contains("CVE-2026-40002 UNKNOWN [] true"), () -> mended(patch).toString());
    assertTrue(patch.get("changelog").asText().contains("Close the door"), patch::toString);
    assertFalse(patch.get("changelog").asText().contains("* Open."), "it is the old version's");
  }

  @Test
  void aPatchThatNoImageContainsIsNotKnownToBeHarmless() throws Exception {
    JsonNode rows = manager().get("patches?text=shop-desk").is(200).get("rows");

    assertEquals(1, rows.size(), rows::toString);
    assertFalse(rows.get(0).get("told").asBoolean());
    assertEquals("UNKNOWN", rows.get(0).get("severity").asText());
  }

  @Test
  void aFeedAddsSeveritiesAndWhatOnlyItKnowsAndTakesThemWithIt() throws Exception {
    manager()
        .post(
            "advisory-feeds", Map.of("name", "tracked", "format", "tracker", "release", "bookworm"))
        .is(201);
    try {
      JsonNode feed =
          manager().send("PUT", "advisory-feeds/tracked/file", "application/json", TRACKER).is(200);
      assertEquals(3, feed.get("advisories").asInt());

      JsonNode patch = patch();
      assertEquals("HIGH", patch.at("/row/severity").asText());
      assertEquals(3, patch.at("/row/advisories").asInt());
      assertEquals(
          List.of(
              "CVE-2026-40009 HIGH [\"tracked\"] false",
              "CVE-2026-40001 MEDIUM [\"tracked\"] true",
              "CVE-2026-40002 UNKNOWN [] true"),
          mended(patch));
      JsonNode found = manager().get("patches?text=CVE-2026-40009").is(200).get("rows");
      assertEquals("shop-stock", found.get(0).get("sourceName").asText());

      manager()
          .send("PUT", "advisory-feeds/tracked/file", "application/json", "{\"shop-stock\": [")
          .is(400);
      assertEquals(3, manager().get("advisory-feeds/tracked").is(200).get("advisories").asInt());
    } finally {
      manager().send("DELETE", "advisory-feeds/tracked", "", "").is(204);
    }
    assertEquals(2, patch().at("/row/advisories").asInt());
  }

  @Test
  void aFeedIsReadFromItsAddress() throws Exception {
    try (SmallArchive archive = SmallArchive.named("advised")) {
      Files.writeString(archive.archive().directory().resolve("osv.json"), osv());
      String uri = archive.server().uri().resolve("osv.json").toString();
      manager()
          .post(
              "advisory-feeds",
              Map.of("name", "osv", "format", "osv", "release", "Debian:12", "uri", uri))
          .is(201);
      try {
        JsonNode job = manager().run("advisory-feeds/osv/refresh");
        assertEquals("DONE", job.get("state").asText(), job::toString);
        assertEquals("osv: 1 advisories of Debian:12", job.get("message").asText());
        assertTrue(mended(patch()).contains("CVE-2026-40002 CRITICAL [\"osv\"] true"));

        Files.delete(archive.archive().directory().resolve("osv.json"));
        assertEquals("FAILED", manager().run("advisory-feeds/osv/refresh").get("state").asText());
        JsonNode feed = manager().get("advisory-feeds/osv").is(200);
        assertEquals(1, feed.get("advisories").asInt(), "what it said before still holds");
        assertTrue(feed.get("error").asText().startsWith("cannot fetch advisories from "));
      } finally {
        manager().send("DELETE", "advisory-feeds/osv", "", "").is(204);
      }
    }
  }

  private static String osv() {
    return """
    {"id": "DEBIAN-CVE-2026-40002", "details": "A door stays open.",
     "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
     "affected": [{"package": {"ecosystem": "Debian:12", "name": "shop-stock"}, "ranges": [
       {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.0+security2"}]}]}]}
    """;
  }

  @Test
  void aFeedThatCannotBeIsRefused() throws Exception {
    manager()
        .post("advisory-feeds", Map.of("name", "Ä", "format", "osv", "release", "Debian:12"))
        .isProblem(400, "cannot add advisory feed \"Ä\": that is no name");
    manager()
        .post("advisory-feeds", Map.of("name", "a", "format", "osv", "release", "12"))
        .isProblem(400, "cannot add advisory feed a: \"12\" names no release");
    manager()
        .post(
            "advisory-feeds",
            Map.of("name", "a", "format", "osv", "release", "Debian:12", "uri", "file:///etc/a"))
        .isProblem(400, "cannot add advisory feed a: its address cannot be used");
    manager().get("advisory-feeds/absent").isProblem(404, "cannot find advisory feed \"absent\"");
    Client.with("viewer")
        .post("advisory-feeds", Map.of("name", "a", "format", "osv", "release", "Debian:12"))
        .is(403);
  }
}
