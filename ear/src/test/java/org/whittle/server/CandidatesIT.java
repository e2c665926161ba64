package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Candidates of a rollout are tested before anybody decides, and published by the night. */
@RequiresTool({"bwrap", "chromium", "dash"})
class CandidatesIT {
  private static ProgramArchive archive;

  @BeforeAll
  static void fill() throws Exception {
    archive = ProgramArchive.named("cand", 4);
    Client administrator = Client.administrator();
    archive.fill(administrator.api());
    for (String image : archive.programs()) {
      String family = image.equals("cand-4") ? "other" : "many";
      String yaml =
          ProgramArchive.blueprint(image, "labels: {family: " + family + ", stage: candidates}\n");
      administrator.api().putYaml("images/" + image + "/blueprint", 1, yaml);
      administrator.run("images/" + image + "/builds");
    }
    administrator
        .send(
            "PUT",
            "policies/tested",
            Client.JSON,
            "{\"label\": \"stage\", \"value\": \"candidates\", \"quorum\": 1}")
        .is(200);
    administrator
        .send("PUT", "policies/tested/tests", Client.JSON, "{\"tests\": \"sample\", \"sample\": 2}")
        .is(204);
  }

  @AfterAll
  static void removePolicy() throws Exception {
    Client.administrator().send("DELETE", "policies/tested", "", "").is(204);
    archive.close();
  }

  private static Client manager() throws Exception {
    return Client.with("patch-manager");
  }

  private static JsonNode page(long rollout) throws Exception {
    return manager().get("rollouts/" + rollout).is(200);
  }

  private static JsonNode line(JsonNode page, String image) {
    for (JsonNode line : page.at("/plan/lines")) {
      if (line.get("image").asText().equals(image)) {
        return line;
      }
    }
    throw new AssertionError(image + " has no line: " + page);
  }

  private static JsonNode image(String image) throws Exception {
    return manager().get("images/" + image).is(200);
  }

  @Test
  void aSampleIsTestedBeforeAndPublishedByTheNightWithoutBeingBuiltAgain() throws Exception {
    long patch = archive.patch(manager().api(), archive.shell());
    Map<String, Object> wanted = Map.of("title", "Tested", "patches", List.of(patch));
    manager()
        .post("rollouts", wanted)
        .isProblem(409, "cannot propose the rollout: 3 images wait for their tests, by policy");
    long rollout = manager().post("rollouts/drafts", wanted).is(201).get("id").asLong();
    manager()
        .post("rollouts/" + rollout + "/propose")
        .isProblem(
            409,
            "cannot propose rollout " + rollout + ": 3 images wait for their tests, by policy");

    JsonNode job = manager().run("rollouts/" + rollout + "/tests", Map.of("all", false));

    assertEquals("3 candidates passed, 0 not", job.get("message").asText(), job::toString);
    JsonNode tested = page(rollout);
    assertEquals("TESTED", tested.at("/row/state").asText());
    assertEquals("PASSED", line(tested, "cand-1").get("verdict").asText());
    assertEquals(3, line(tested, "cand-1").get("candidate").asInt());
    assertEquals("NOT_RUN", line(tested, "cand-3").get("verdict").asText(), "a sample of two");
    assertEquals("PASSED", line(tested, "cand-4").get("verdict").asText());
    nothingIsPublished("cand-1");

    manager().post("rollouts/" + rollout + "/propose").is(204);
    Client approver = Client.with("approver");
    approver
        .post(
            "rollouts/" + rollout + "/approve",
            Map.of("plan", tested.at("/plan/digest").asText(), "comment", "tested"))
        .is(204);
    manager()
        .post("rollouts/" + rollout + "/tests", Map.of("all", true))
        .isProblem(409, "cannot test rollout " + rollout + ": it was decided already");
    Client.with("operator").run("jobs/rebuild");

    JsonNode done = page(rollout);
    assertEquals("DONE", done.at("/row/state").asText(), done::toString);
    assertEquals(3, line(done, "cand-1").get("resultVersion").asInt(), "the candidate itself");
    assertEquals(
        "cand-1: published candidate, version 3", line(done, "cand-1").get("message").asText());
    assertTrue(line(done, "cand-3").get("message").asText().contains("built and verified"));
    assertEquals(3, image("cand-1").at("/row/newestVersion").asInt());
    assertEquals(3, manager().get("images/cand-1/versions").is(200).get("total").asInt());
  }

  private static void nothingIsPublished(String name) throws Exception {
    JsonNode image = image(name);
    assertEquals(2, image.at("/row/newestVersion").asInt());
    JsonNode newest = manager().get("images/" + name + "/versions").is(200).at("/rows/0");
    assertEquals(3, newest.get("number").asInt());
    assertTrue(newest.get("candidate").asBoolean());
    assertFalse(
        manager().get("images/" + name + "/versions").is(200).at("/rows/1/candidate").asBoolean());
    Client.with("operator")
        .send("PUT", "images/" + name + "/channels/prod", Client.JSON, "{\"version\": 3}")
        .isProblem(
            409,
            "cannot move channel prod of "
                + name
                + ": version 3 is a candidate that was only tested");
  }

  @Test
  void aFailedCandidateIsLeftOutAndTheOthersGoOn() throws Exception {
    Client author = Client.with("author");
    try (ProgramArchive two = ProgramArchive.named("fails", 2)) {
      two.fill(Client.administrator().api());
      String broken =
          ProgramArchive.blueprint("fails-1", "")
              .replace("fails-1 is here", "fails-1 is elsewhere");
      author.api().putYaml("images/fails-1/blueprint", 1, broken);
      author
          .api()
          .putYaml(
              "images/fails-2/blueprint",
              1,
              ProgramArchive.blueprint("fails-2", "description: revised\n"));
      Map<String, Object> wanted =
          Map.of("title", "Revised", "cause", "blueprint", "images", List.of("fails-1", "fails-2"));
      long rollout = manager().post("rollouts/drafts", wanted).is(201).get("id").asLong();

      JsonNode job = manager().run("rollouts/" + rollout + "/tests", Map.of("all", true));

      assertEquals("1 candidates passed, 1 not", job.get("message").asText(), job::toString);
      JsonNode tested = page(rollout);
      assertEquals("TESTED", tested.at("/row/state").asText());
      assertEquals("FAILED", line(tested, "fails-1").get("verdict").asText());
      assertEquals("FAILED", line(tested, "fails-1").get("state").asText());
      assertEquals(
          "candidate 2 failed its tests: it is left out",
          line(tested, "fails-1").get("message").asText());
      assertEquals("PLANNED", line(tested, "fails-2").get("state").asText());
      assertFalse(
          author.get("images/fails-1/versions/2").is(200).get("tests").isEmpty(), "its logs");
      whoDecidesSeesIt(rollout);
      manager()
          .post("rollouts/" + rollout + "/tests", Map.of("all", true))
          .isProblem(409, "cannot test rollout " + rollout + ": no image of it is left to test");
      manager().post("rollouts/" + rollout + "/propose").is(204);
      Client.with("approver")
          .post(
              "rollouts/" + rollout + "/approve",
              Map.of("plan", tested.at("/plan/digest").asText(), "comment", "the other"))
          .is(204);
      Client.with("operator").run("jobs/rebuild");
      assertEquals("PARTLY_DONE", page(rollout).at("/row/state").asText());
      assertEquals(1, image("fails-1").at("/row/newestVersion").asInt());
      assertEquals(2, image("fails-2").at("/row/newestVersion").asInt());
    }
  }

  @Test
  void whatItsTestsSayIsNotKnownWhereItHasNone() throws Exception {
    Client author = Client.with("author");
    try (ProgramArchive one = ProgramArchive.named("mute", 1)) {
      one.fill(Client.administrator().api());
      String mute = ProgramArchive.blueprint("mute-1", "");
      author.api().putYaml("images/mute-1/blueprint", 1, mute.substring(0, mute.indexOf("tests:")));
      Map<String, Object> wanted =
          Map.of("title", "Mute", "cause", "blueprint", "images", List.of("mute-1"));
      long rollout = manager().post("rollouts/drafts", wanted).is(201).get("id").asLong();

      manager().run("rollouts/" + rollout + "/tests", Map.of("all", true));

      JsonNode tested = page(rollout);
      assertEquals("DRAFT", tested.at("/row/state").asText(), "not tested");
      assertEquals("NOT_RUN", line(tested, "mute-1").get("verdict").asText());
      assertEquals("PLANNED", line(tested, "mute-1").get("state").asText());
      assertEquals(
          "candidate 2 is not verified: what its tests say is not known",
          line(tested, "mute-1").get("message").asText());
      manager().post("rollouts/" + rollout + "/withdraw").is(204);
    }
  }

  private static void whoDecidesSeesIt(long rollout) throws Exception {
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = browser.logIn();
      browser.open("rollouts/rollout.xhtml?id=" + rollout);
      page.locator("details.fold").all().forEach(fold -> fold.evaluate("it => it.open = true"));
      browser.picture("rollout-tested");
      String text = page.locator("main").innerText();
      assertTrue(text.contains("candidates: 1 passed, 1 failed"), text);
      assertTrue(text.contains("candidate 2 failed its tests: it is left out"), text);
      assertEquals(
          2, page.locator("a[href*='library/tests.xhtml'][href*='version=2']").count(), text);
      browser.open("library/tests.xhtml?name=fails-1&version=2");
      browser.picture("candidate-failed");
      assertTrue(page.locator("main").innerText().contains("it runs"));
      browser.open("settings/policies.xhtml");
      browser.picture("policies-tests");
      assertTrue(page.locator("#demands").innerText().contains("2 of each family"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void whatCannotBeIsRefused() throws Exception {
    Client administrator = Client.administrator();
    administrator
        .send("PUT", "policies/absent/tests", Client.JSON, "{\"tests\": \"all\"}")
        .isProblem(404, "cannot find policy \"absent\"");
    administrator
        .send("PUT", "policies/tested/tests", Client.JSON, "{\"tests\": \"some\"}")
        .isProblem(400, "cannot read the request: \"tests\" cannot be \"some\"");
    manager()
        .post("rollouts/999999999/tests", Map.of("all", true))
        .isProblem(404, "cannot find rollout 999999999");
  }
}
