package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Holds of one image, of a label and of the library, of versions and ranges, together. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HoldsIT {
  private static SmallArchive archive;
  private static Client manager;
  private static String tool;

  @BeforeAll
  static void recordPatch() throws Exception {
    archive = SmallArchive.named("kept");
    archive.addAndSync();
    Client author = Client.with("author");
    for (String image : List.of("kept-one", "kept-two", "kept-three")) {
      String stage = image.equals("kept-three") ? "kept-test" : "kept-prod";
      author
          .postYaml(
              "images", archive.applicationBlueprint(image) + "labels: {stage: " + stage + "}\n")
          .is(201);
      author.run("images/" + image + "/builds");
    }
    archive.mendTool("2");
    archive.addAndSync("stable-security", "SECURITY");
    manager = Client.with("patch-manager");
    tool = archive.tool();
  }

  @AfterEach
  void releaseAll() {
    for (JsonNode hold : manager.get("holds?size=500&text=" + tool).is(200).get("rows")) {
      release(hold.get("id").asLong());
    }
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  private static long place(String scope, String value, String versions, String reason) {
    Map<String, Object> hold = new HashMap<>();
    hold.put(scope, scope.equals("library") ? true : value);
    hold.put("packageName", tool);
    hold.put("versions", versions);
    hold.put("reason", reason);
    return manager.post("holds", hold).is(201).get("id").asLong();
  }

  private static void release(long hold) {
    manager.send("DELETE", "holds/" + hold, "", "").is(204);
  }

  private static JsonNode patch() {
    return manager.get("patches?text=" + tool).is(200).get("rows").get(0);
  }

  private static JsonNode line(String image) {
    JsonNode plan =
        manager
            .post("rollouts/what-if", Map.of("patches", List.of(patch().get("id").asLong())))
            .is(200);
    for (JsonNode line : plan.get("lines")) {
      if (line.get("image").asText().equals(image)) {
        return line;
      }
    }
    throw new AssertionError(image + " is not in " + plan);
  }

  private static JsonNode image(String name) throws IOException {
    return Client.with("viewer").get("images/" + name).is(200);
  }

  @Test
  @Order(1)
  void aLabelIsHeldWithinARangeAndTheRestTakesThePatch() throws Exception {
    long hold = place("label", "stage=kept-prod", ">= 1, < 2", "2 is not tried in production");

    assertEquals(2, patch().get("heldImages").asInt());
    JsonNode held = line("kept-one");
    assertEquals("HELD", held.get("disposition").asText());
    assertEquals(
        tool
            + " is held within >= 1, << 2 by hold "
            + hold
            + " for stage=kept-prod: 2 is not tried in production",
        held.get("reason").asText());
    assertEquals("REBUILD", line("kept-three").get("disposition").asText());
    JsonNode shown = image("kept-two").at("/holds/0");
    assertEquals("LABEL", shown.get("reach").asText());
    assertEquals("stage=kept-prod", shown.get("label").asText());
    assertEquals(0, image("kept-three").get("holds").size());
    JsonNode listed = manager.get("holds/" + hold).is(200);
    assertEquals(2, listed.get("images").asInt());
    assertEquals(1, listed.get("admitted").asInt());
    JsonNode build = Client.with("author").run("images/kept-one/builds");
    assertTrue(build.get("message").asText().startsWith("kept-one: version 2 built"), "it builds");

    release(hold);

    assertEquals(0, patch().get("heldImages").asInt());
    assertEquals("REBUILD", line("kept-one").get("disposition").asText());
  }

  @Test
  @Order(2)
  void aHoldThatLetsTheNewerVersionInHoldsNothingBack() throws Exception {
    long hold = place("library", "", ">= 1", "0 had a fault");

    assertEquals(0, patch().get("heldImages").asInt());
    JsonNode line = line("kept-one");
    assertEquals("REBUILD", line.get("disposition").asText());
    assertEquals("", line.get("reason").asText());
    assertEquals(3, manager.get("holds/" + hold).is(200).get("images").asInt());
  }

  @Test
  @Order(3)
  void holdsOnOnePackageCountTogether() throws Exception {
    place("library", "", ">= 1", "0 had a fault");
    long below = place("image", "kept-one", "< 2", "2 is not tried");

    assertEquals(1, patch().get("heldImages").asInt());
    assertEquals(
        tool + " is held within << 2 by hold " + below + ": 2 is not tried",
        line("kept-one").get("reason").asText());
    assertEquals(List.of(), texts(image("kept-one").get("holdConflicts")));
  }

  @Test
  @Order(4)
  void contradictoryHoldsAreAStateThatNamesThemAll() throws Exception {
    long old = place("label", "stage=kept-prod", "= 1", "not tried");
    long fixed = place("library", "", ">= 2", "must have the fix");
    String told =
        "the holds on "
            + tool
            + " contradict each other, no version is within all of them: hold "
            + old
            + " for stage=kept-prod (= 1, "
            + manager.name()
            + ": not tried) and hold "
            + fixed
            + " for the whole library (>= 2, "
            + manager.name()
            + ": must have the fix)";

    JsonNode line = line("kept-one");
    assertEquals("UNRESOLVABLE", line.get("disposition").asText());
    assertEquals(told, line.get("reason").asText());
    assertEquals("REBUILD", line("kept-three").get("disposition").asText());
    assertEquals(List.of(told), texts(image("kept-one").get("holdConflicts")));
    assertEquals(List.of(), texts(image("kept-three").get("holdConflicts")));
    assertEquals(
        List.of(
            "contradicts hold "
                + fixed
                + " for the whole library (>= 2, "
                + manager.name()
                + ": must have the fix) on 2 images"),
        texts(manager.get("holds/" + old).is(200).get("clashes")));
    JsonNode build = Client.with("author").run("images/kept-one/builds");
    assertEquals("FAILED", build.get("state").asText());
    assertTrue(build.get("message").asText().contains(told), build::toString);
    assertFalse(image("kept-one").get("holdsMended").asBoolean());
    try (Browser browser = Browser.open(Browser.WIDE)) {
      browser.logIn();
      assertEquals(200, browser.open("patches/holds.xhtml?q=" + tool));
      browser.picture("holds-clash");
      assertEquals(200, browser.open("library/image.xhtml?name=kept-one"));
      browser.picture("image-hold-conflict");
    }
    release(old);
    release(fixed);
    assertTrue(image("kept-one").get("holdsMended").asBoolean());
    try (Browser browser = Browser.open(Browser.WIDE)) {
      browser.logIn();
      assertTrue(
          browser
              .visit("library/image.xhtml?name=kept-one")
              .innerText("#holdsMended")
              .startsWith("The holds were released or changed."));
      browser.picture("image-holds-mended");
    }
    JsonNode after = Client.with("author").run("images/kept-one/builds");
    assertTrue(after.get("message").asText().startsWith("kept-one: "), after::toString);
    assertFalse(after.get("message").asText().contains("contradict"), after::toString);
    assertFalse(image("kept-one").get("holdsMended").asBoolean());
  }

  @Test
  @Order(5)
  void aHoldThatNoVersionOnOfferSatisfiesSaysSo() throws Exception {
    long hold = place("image", "kept-two", "= 1.5", "the version that never was");

    assertEquals(0, manager.get("holds/" + hold).is(200).get("admitted").asInt());
    assertEquals(
        "no version of "
            + tool
            + " on offer is within hold "
            + hold
            + " (= 1.5, "
            + manager.name()
            + ": the version that never was)",
        line("kept-two").get("reason").asText());
  }

  @Test
  @Order(6)
  void aVersionThatIsSyncedLaterIsJudgedToo() throws Exception {
    place("label", "stage=kept-test", "< 3", "3 is another thing");
    assertEquals(0, patch().get("heldImages").asInt());

    archive.mendTool("3");
    long security = 0;
    for (JsonNode source : manager.get("sources?size=500").is(200).get("rows")) {
      if (source.get("name").asText().equals("kept-stable-security")) {
        security = source.get("id").asLong();
      }
    }
    manager.run("sources/" + security + "/sync");

    for (JsonNode row : manager.get("patches?text=" + tool).is(200).get("rows")) {
      boolean newest = row.get("newVersion").asText().equals("3");
      assertEquals(newest ? 1 : 0, row.get("heldImages").asInt(), row::toString);
    }
  }

  @Test
  void anotherMayAnswerForAHold() throws Exception {
    Client owner = Client.with("viewer");
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("label", "stage=nobody-has-this");
    wanted.put("packageName", tool);
    wanted.put("versions", "1");
    wanted.put("reason", "by agreement");
    wanted.put("owner", owner.name());

    long hold = manager.post("holds", wanted).is(201).get("id").asLong();

    JsonNode shown = manager.get("holds/" + hold).is(200);
    assertEquals(owner.name(), shown.get("owner").asText());
    assertEquals(manager.name(), shown.get("placedBy").asText());
    assertEquals(0, shown.get("images").asInt());
    assertEquals(
        1, manager.get("holds?state=in-force&text=" + owner.name()).is(200).get("total").asInt());
    manager.post("holds", wanted).isProblem(409, "cannot hold " + tool + ": it is held already");
  }

  @Test
  void whatCannotBeIsRefused() throws Exception {
    String start = "{\"packageName\": \"" + tool + "\", \"reason\": \"none\"";
    refused(start + "}", "say for one image, for a label, or for the library");
    refused(
        start + ", \"image\": \"kept-one\", \"library\": true}",
        "say for one image, for a label, or for the library");
    refused(start + ", \"library\": true}", "say which versions may be installed");
    refused(
        start + ", \"library\": true, \"versions\": \"1\", \"owner\": \"absent\"}",
        "there is no user \"absent\"");
    manager
        .send(
            "POST",
            "holds",
            Client.JSON,
            "{\"packageName\": \"kept-none\", \"reason\": \"x\", \"library\": true,"
                + " \"versions\": \"1\"}")
        .isProblem(400, "cannot hold kept-none: no source has offered a package of that name");
    manager
        .send(
            "POST",
            "holds",
            Client.JSON,
            start + ", \"library\": true, \"versions\": \"the last\"}")
        .isProblem(400, "cannot read the versions \"the last\"");
    manager.get("holds/999999999").isProblem(404, "cannot find hold 999999999");
    manager.get("holds?state=lost").is(400);
  }

  private static void refused(String body, String why) {
    manager
        .send("POST", "holds", Client.JSON, body)
        .isProblem(400, "cannot hold " + tool + ": " + why);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
