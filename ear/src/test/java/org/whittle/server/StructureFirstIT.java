package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rollout publishes what is sound at once; the tests follow, and take back what fails. */
@RequiresTool({"bwrap", "chromium", "dash"})
class StructureFirstIT {
  /** Takes some seconds, in which one can look at what is published and not tested. */
  private static final String SLOW =
      "i=0; while [ $i -lt 6000000 ]; do i=$((i+1)); done; echo untested-1 is here";

  /** Passes for the first version of the program, and fails for the second. */
  private static final String PARTICULAR =
      "while read line; do case $line in '# 2') exit 1;; esac; done < /usr/bin/unfit-1;"
          + " echo unfit-1 is here";

  private static void revise(String image, String script) throws Exception {
    String yaml =
        ProgramArchive.blueprint(image, "labels: {stage: " + image + "}\n")
            .replace(
                "run: [/usr/bin/" + image + "]", "run: [/usr/bin/dash, -c, \"" + script + "\"]");
    Client.administrator().api().putYaml("images/" + image + "/blueprint", 1, yaml);
    JsonNode built = Client.administrator().run("images/" + image + "/builds");
    assertEquals("DONE", built.get("state").asText(), built::toString);
  }

  private static Client manager() throws Exception {
    return Client.with("patch-manager");
  }

  private static Client operator() throws Exception {
    return Client.with("operator");
  }

  private static JsonNode page(long rollout) throws Exception {
    return manager().get("rollouts/" + rollout).is(200);
  }

  private static JsonNode image(String name) throws Exception {
    return manager().get("images/" + name).is(200);
  }

  private static int dev(String name) throws Exception {
    return image(name).at("/channels/0/version").asInt();
  }

  private static JsonNode version(String name, int number) throws Exception {
    return manager().get("images/" + name + "/versions/" + number).is(200);
  }

  private static JsonNode line(JsonNode page, String image) {
    for (JsonNode line : page.at("/plan/lines")) {
      if (line.get("image").asText().equals(image)) {
        return line;
      }
    }
    throw new AssertionError(image + " has no line: " + page);
  }

  private static Map<String, Object> structureFirst(long patch) {
    return Map.of("patches", List.of(patch), "verification", "structure");
  }

  private static Map<String, Object> wanted(long patch) {
    Map<String, Object> wanted = new HashMap<>(structureFirst(patch));
    wanted.put("title", "Structure first");
    return wanted;
  }

  private static Answer approve(long rollout) throws Exception {
    return Client.with("approver")
        .post(
            "rollouts/" + rollout + "/approve",
            Map.of("plan", page(rollout).at("/plan/digest").asText(), "comment", "urgent"));
  }

  private static long approved(long patch) throws Exception {
    long rollout = manager().post("rollouts", wanted(patch)).is(201).get("id").asLong();
    approve(rollout).is(204);
    return rollout;
  }

  /** The job that tests what was published last. */
  private static long tests() throws Exception {
    for (int i = 0; i < 100; i++) {
      for (JsonNode job : operator().get("jobs?size=5").is(200).get("rows")) {
        if (job.get("kind").asText().equals("RETEST")) {
          return job.get("id").asLong();
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no tests follow");
  }

  @Test
  void whatIsPublishedIsUnknownUntilItsTestsPassed() throws Exception {
    try (ProgramArchive archive = ProgramArchive.named("untested", 3)) {
      archive.fill(Client.administrator().api());
      revise("untested-1", SLOW);
      long patch = archive.patch(manager().api(), archive.shell());
      JsonNode plain =
          manager().post("rollouts/what-if", Map.of("patches", List.of(patch))).is(200);
      JsonNode first = manager().post("rollouts/what-if", structureFirst(patch)).is(200);
      assertEquals("TESTS", plain.get("verification").asText());
      assertEquals("STRUCTURE", first.get("verification").asText());
      assertFalse(plain.get("digest").equals(first.get("digest")), "approvers see which it is");
      whoPlansSeesIt(patch);
      long rollout = approved(patch);

      JsonNode night = operator().run("jobs/rebuild");

      assertEquals(
          "3 images rebuilt, 0 not, the tests of 3 follow",
          night.get("message").asText(),
          night::toString);
      JsonNode published = page(rollout);
      assertEquals("RUNNING", published.at("/row/state").asText(), published::toString);
      assertEquals("TESTS", published.at("/waits/kind").asText(), published::toString);
      assertEquals("PUBLISHED", line(published, "untested-1").get("state").asText());
      assertEquals(3, dev("untested-1"), "channel dev follows");
      isUnknown("untested-1", 3);
      whoLooksSeesIt();
      long tests = tests();
      operator().post("jobs/" + tests + "/stop").is(204);
      assertEquals("STOPPED", operator().await(tests).get("state").asText());
      assertEquals("DONE", line(page(rollout), "untested-1").get("state").asText());
      assertEquals("RUNNING", page(rollout).at("/row/state").asText());

      operator().run("jobs/rebuild");

      long again = tests();
      assertTrue(again > tests, "the next night goes on with them");
      JsonNode ended = operator().await(again);
      assertEquals("DONE", ended.get("state").asText(), ended::toString);
      allPassed(rollout);
    }
  }

  private static void isUnknown(String name, int number) throws Exception {
    JsonNode image = image(name);
    assertEquals("UNKNOWN", image.at("/row/state").asText(), image::toString);
    assertEquals(
        "published before its tests, which are not known yet",
        image.at("/row/stateReason").asText());
    JsonNode row = version(name, number).get("row");
    assertEquals("PASSED", row.get("structure").asText());
    assertEquals("UNKNOWN", row.get("tests").asText());
    assertEquals("UNKNOWN", row.get("misses").asText());
    assertTrue(row.get("outstanding").asBoolean());
    assertTrue(manager().get("dashboard").is(200).get("outstandingTests").asInt() > 0);
    operator()
        .send(
            "PUT",
            "images/" + name + "/channels/prod",
            Client.JSON,
            "{\"version\": " + number + "}")
        .isProblem(
            409,
            "cannot move channel prod of " + name + ": version " + number + " waits for its tests");
  }

  private static void allPassed(long rollout) throws Exception {
    JsonNode done = page(rollout);
    assertEquals("DONE", done.at("/row/state").asText(), done::toString);
    assertEquals("version 3 passed its tests", line(done, "untested-1").get("message").asText());
    JsonNode tested = version("untested-1", 3);
    assertEquals("PASSED", tested.at("/row/tests").asText());
    assertFalse(tested.at("/row/outstanding").asBoolean());
    assertEquals("PASSED", tested.at("/tests/0/verdict").asText(), "its own logs");
    assertEquals("PASSED", version("untested-3", 2).at("/row/tests").asText());
    assertEquals(3, dev("untested-1"));
    operator()
        .send("PUT", "images/untested-1/channels/prod", Client.JSON, "{\"version\": 3}")
        .is(204);
  }

  private static void whoPlansSeesIt(long patch) throws Exception {
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = browser.logIn();
      browser.open("rollouts/plan.xhtml?patch=" + patch);
      assertEquals(0, page.locator("#structure-first").count());
      page.locator("select[name=verification]").selectOption("STRUCTURE");
      page.locator("#verified button").click();
      page.locator("#structure-first").waitFor();
      browser.picture("plan-structure-first");
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static void whoLooksSeesIt() throws Exception {
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = browser.logIn();
      browser.open("library/tests.xhtml?name=untested-1");
      browser.picture("tests-outstanding");
      assertEquals(1, page.locator("#outstanding").count());
      browser.open("index.xhtml");
      browser.picture("dashboard-outstanding");
      assertTrue(page.locator("main").innerText().contains("wait for their tests"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void aVersionThatFailsItsTestsLosesItsChannel() throws Exception {
    try (ProgramArchive archive = ProgramArchive.named("unfit", 2)) {
      archive.fill(Client.administrator().api());
      revise("unfit-1", PARTICULAR);
      long rollout = approved(archive.patch(manager().api(), "unfit-1"));

      operator().run("jobs/rebuild");
      JsonNode tests = operator().await(tests());

      assertEquals("PARTLY_DONE", tests.get("state").asText(), tests::toString);
      assertEquals("0 versions passed, 1 not", tests.get("message").asText());
      JsonNode page = page(rollout);
      assertEquals("FAILED", page.at("/row/state").asText(), page::toString);
      assertEquals(
          "version 3 failed its tests; channel dev is back at version 2",
          line(page, "unfit-1").get("message").asText());
      assertEquals(2, dev("unfit-1"));
      assertEquals("FAILED", version("unfit-1", 3).at("/row/tests").asText());
      assertEquals("FAILED", image("unfit-1").at("/row/state").asText());
      operator()
          .send("PUT", "images/unfit-1/channels/prod", Client.JSON, "{\"version\": 3}")
          .isProblem(
              409, "cannot move channel prod of unfit-1: version 3 did not pass its verification");
      String trail = Client.with("auditor").get("audit?size=50").is(200).get("rows").toString();
      assertTrue(trail.contains("failed its tests; channel dev is back at version 2"), trail);
    }
  }

  @Test
  void aPolicyRefusesItUnlessItAllowsIt() throws Exception {
    try (ProgramArchive archive = ProgramArchive.named("forbidden", 1)) {
      archive.fill(Client.administrator().api());
      revise("forbidden-1", "echo forbidden-1 is here");
      Client administrator = Client.administrator();
      administrator
          .send(
              "PUT",
              "policies/careful",
              Client.JSON,
              "{\"label\": \"stage\", \"value\": \"forbidden-1\", \"quorum\": 1}")
          .is(200);
      long patch = archive.patch(manager().api(), archive.shell());
      String why = "policy careful wants tests before versions are published";
      manager()
          .post("rollouts", wanted(patch))
          .isProblem(409, "cannot propose the rollout: " + why);
      allow("{\"allowed\": \"always\"}").is(204);
      long rollout = manager().post("rollouts", wanted(patch)).is(201).get("id").asLong();
      allow("{\"allowed\": \"severe\", \"from\": \"critical\"}").is(204);
      approve(rollout).isProblem(409, "cannot approve rollout " + rollout + ": " + why);
      thePageSaysIt();
      manager().post("rollouts/" + rollout + "/withdraw").is(204);
      whatCannotBeIsRefused();
      administrator.send("DELETE", "policies/careful", "", "").is(204);
    }
  }

  private static Answer allow(String json) throws Exception {
    return Client.administrator().send("PUT", "policies/careful/structure", Client.JSON, json);
  }

  private static void thePageSaysIt() throws Exception {
    try (Browser browser = Browser.open(Browser.WIDE)) {
      Page page = browser.logIn();
      browser.open("settings/policies.xhtml");
      browser.picture("policies-structure");
      assertTrue(page.locator("#allowances").innerText().contains("From a severity on"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static void whatCannotBeIsRefused() throws Exception {
    allow("{\"allowed\": \"severe\"}")
        .isProblem(
            400,
            "cannot keep policy careful: it does not say from which severity tests may come after");
    allow("{\"allowed\": \"never\", \"from\": \"high\"}")
        .isProblem(
            400, "cannot keep policy careful: a severity decides only where it is asked for");
    allow("{\"allowed\": \"often\"}")
        .isProblem(400, "cannot read the request: \"allowed\" cannot be \"often\"");
    Client.administrator()
        .send("PUT", "policies/absent/structure", Client.JSON, "{\"allowed\": \"always\"}")
        .isProblem(404, "cannot find policy \"absent\" of rollouts");
    manager()
        .post("rollouts/what-if", Map.of("patches", List.of(1), "verification", "hope"))
        .isProblem(400, "cannot read the request: \"verification\" cannot be \"hope\"");
  }
}
