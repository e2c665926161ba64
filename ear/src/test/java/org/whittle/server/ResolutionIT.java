package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions to the resolver, and what of a snapshot cannot be installed, as machines ask. */
class ResolutionIT {
  private static SmallArchive archive;
  private static long source;
  private static long snapshot;

  @BeforeAll
  static void syncAnArchive() throws Exception {
    archive = SmallArchive.named("resolutions");
    source = archive.addAndSync("stable", "OTHER");
    snapshot = viewer().get("sources/" + source + "/snapshots").is(200).at("/rows/0/id").asLong();
  }

  @AfterAll
  static void closeTheArchive() {
    archive.close();
  }

  private static Client viewer() throws Exception {
    return Client.with("viewer");
  }

  private static Map<String, Object> query(String... packages) {
    return Map.of("snapshot", snapshot, "packages", List.of(packages));
  }

  private static List<String> names(JsonNode packages) {
    List<String> names = new ArrayList<>();
    packages.forEach(each -> names.add(each.get("name").asText()));
    return names;
  }

  @Test
  void aViewerSeesWhatNamesNeed() throws Exception {
    JsonNode answer = viewer().post("resolutions", query("resolutions-app")).is(200);

    assertEquals(List.of("resolutions-app", "resolutions-tool"), names(answer.get("packages")));
    assertEquals("resolutions-app", answer.at("/packages/1/chosenBy").asText());
    assertEquals("NOT_CLAIMED", answer.get("optimality").asText());
    assertTrue(answer.get("explanation").isNull(), answer::toString);
    assertTrue(answer.get("millis").isNumber(), answer::toString);
  }

  @Test
  void theSmallestSetIsProved() throws Exception {
    JsonNode answer =
        viewer()
            .post(
                "resolutions",
                Map.of(
                    "snapshot",
                    snapshot,
                    "packages",
                    List.of("resolutions-app (>= 1)"),
                    "mode",
                    "minimal"))
            .is(200);

    assertEquals(List.of("resolutions-app", "resolutions-tool"), names(answer.get("packages")));
    assertEquals("PROVED", answer.get("optimality").asText());
    assertEquals("BELOW_CANDIDATE", answer.at("/bounds/0/objective").asText());
  }

  @Test
  void aNameThatNobodyHasIsExplained() throws Exception {
    JsonNode answer = viewer().post("resolutions", query("resolutions-absent")).is(200);

    assertEquals(
        """
        nothing gives resolutions-absent:
          1. resolutions-absent was requested.
             no package has or provides it.
        """,
        answer.at("/explanation/text").asText());
    assertEquals("requested", answer.at("/explanation/missing/0/0/kind").asText());
    assertEquals(0, answer.get("packages").size());
  }

  @Test
  void whatExcludesEachOtherIsExplained() throws Exception {
    JsonNode answer =
        viewer().post("resolutions", query("resolutions-left", "resolutions-right")).is(200);

    assertEquals(3, answer.at("/explanation/core").size(), answer::toString);
    assertEquals("excludes", answer.at("/explanation/core/2/kind").asText());
  }

  @Test
  void whyTellsThePathAndWhatIsNotThere() throws Exception {
    JsonNode why =
        viewer()
            .post(
                "resolutions/why",
                Map.of("query", query("resolutions-app"), "name", "resolutions-tool"))
            .is(200);
    JsonNode not =
        viewer()
            .post(
                "resolutions/why",
                Map.of("query", query("resolutions-app"), "name", "resolutions-left"))
            .is(200);

    assertEquals("1", why.get("version").asText());
    assertEquals("requested", why.at("/path/0/kind").asText());
    assertEquals("resolutions-app 1", why.at("/path/1/by").asText());
    assertTrue(not.get("version").isNull(), not::toString);
    assertEquals(
        "resolutions-left is not here: nothing that was chosen needs it.\n",
        not.get("text").asText());
  }

  @Test
  void aChangeIsTriedWithoutBeingMade() throws Exception {
    Map<String, Object> both = query("resolutions-app", "resolutions-left");
    JsonNode dropped =
        viewer()
            .post(
                "resolutions/what-if",
                Map.of("query", both, "change", "dropped", "subject", "resolutions-app"))
            .is(200);
    JsonNode banned =
        viewer()
            .post(
                "resolutions/what-if",
                Map.of("query", both, "change", "banned", "subject", "resolutions-tool (= 1)"))
            .is(200);

    assertEquals(List.of("resolutions-app", "resolutions-tool"), names(dropped.get("removed")));
    assertTrue(dropped.get("explanation").isNull(), dropped::toString);
    assertTrue(
        banned.at("/explanation/text").asText().contains("but resolutions-tool (= 1) is banned"),
        banned::toString);
  }

  @Test
  void anArchitectureMayFollowTheName() throws Exception {
    JsonNode answer = viewer().post("resolutions", query("resolutions-app:amd64 (>= 1)")).is(200);
    JsonNode why =
        viewer()
            .post(
                "resolutions/why",
                Map.of("query", query("resolutions-app"), "name", "resolutions-tool:amd64"))
            .is(200);

    assertEquals(List.of("resolutions-app", "resolutions-tool"), names(answer.get("packages")));
    assertEquals("resolutions-tool:amd64", why.get("name").asText());
    assertEquals("1", why.get("version").asText());
  }

  @Test
  void anArchitectureThatTheSnapshotDoesNotHoldIsNamed() throws Exception {
    String refusal = "cannot ask for \"resolutions-app:i386\": no package here is of i386";

    viewer().post("resolutions", query("resolutions-app:i386")).isProblem(400, refusal);
    viewer()
        .post(
            "resolutions/why",
            Map.of("query", query("resolutions-app"), "name", "resolutions-app:i386"))
        .isProblem(400, refusal);
    viewer()
        .post(
            "resolutions/what-if",
            Map.of(
                "query",
                query("resolutions-app"),
                "change",
                "banned",
                "subject",
                "resolutions-tool:i386"))
        .isProblem(400, "cannot ban \"resolutions-tool:i386\": that counts for every architecture");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|cannot read the request: \"packages\" is missing",
        "{\"packages\": []}|cannot resolve: no package is named",
        "{\"packages\": [\"a b\"]}|cannot read package \"a b\"",
        "{\"packages\": [\"a (\"]}|cannot read package \"a (\"",
        "{\"packages\": [\"a (> 1)\"]}|cannot read package \"a (> 1)\"",
        "{\"packages\": [\"a{b\"]}|cannot use package name \"a{b\": character '{' is not allowed",
        "{\"packages\": [\"a:\"]}|cannot use architecture \"\"",
        "{\"packages\": [\"a:b:c\"]}|cannot use architecture \"b:c\"",
        "{\"packages\": [\"a\"], \"holds\": [\"b:i386=1\"]}|cannot hold \"b:i386=1\": that counts"
            + " for every architecture",
        "{\"packages\": [\"\"]}|cannot use package name \"\": 1 to 255 characters expected",
        "{\"packages\": [\"a\"], \"mode\": \"best\"}|cannot read the request: \"mode\" cannot be"
            + " \"best\"",
        "{\"packages\": [\"a\"], \"holds\": [\"b\"]}|cannot hold \"b\": no version is given",
        "{\"packages\": [\"a\"], \"bans\": [\"b >\"]}|cannot read ban \"b >\"",
        "{\"mode\": \"update\"}|cannot resolve an update: no image is named",
        "{\"packages\": [\"a\"], \"snapshot\": \"one\"}|cannot read the request: see \"snapshot\""
            + " (line 1, column 33)",
      })
  void aQuestionThatCannotBeReadIsRefused(String body, String title) throws Exception {
    viewer().send("POST", "resolutions", Client.JSON, body).isProblem(400, title);
  }

  @Test
  void aSnapshotOrImageThatIsNotThereIsNamed() throws Exception {
    viewer()
        .post("resolutions", Map.of("snapshot", 999999999, "packages", List.of("a")))
        .isProblem(404, "cannot find snapshot 999999999");
    viewer()
        .post("resolutions", Map.of("mode", "update", "image", "absent"))
        .isProblem(404, "cannot find image \"absent\"");
  }

  @Test
  void aSyncFindsOutWhatCannotBeInstalled() throws Exception {
    JsonNode page = viewer().get("snapshots/" + snapshot).is(200);
    JsonNode broken = viewer().get("snapshots/" + snapshot + "/broken").is(200);

    assertEquals("resolutions", page.get("source").asText());
    assertEquals(5, page.at("/snapshot/installability/packages").asInt());
    assertEquals(1, page.at("/snapshot/installability/broken").asInt());
    assertEquals(1, broken.get("total").asInt());
    assertEquals("resolutions-broken", broken.at("/rows/0/name").asText());
    assertEquals(
        """
        nothing gives resolutions-nothing (>= 2):
          1. resolutions-broken (= 1) was requested, which is resolutions-broken 1.
          2. resolutions-broken 1 needs resolutions-nothing (>= 2).
             no package has or provides it.
        """,
        broken.at("/rows/0/explanation").asText());
    assertEquals(
        0, viewer().get("snapshots/" + snapshot + "/broken?text=app").is(200).get("total").asInt());
  }

  @Test
  void nothingNewIsNotCheckedAgain() throws Exception {
    String before = viewer().get("snapshots/" + snapshot).is(200).toString();

    Client.administrator().run("sources/" + source + "/sync");

    assertEquals(before, viewer().get("snapshots/" + snapshot).is(200).toString());
  }
}
