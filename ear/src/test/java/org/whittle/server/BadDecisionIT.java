package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decisions that nobody may take: on one's own rollout, on another plan, a second time. */
class BadDecisionIT {
  private static final String NO_PLAN = "0".repeat(64);

  private static SmallArchive archive;
  private static long patch;

  @BeforeAll
  static void recordPatch() throws Exception {
    archive = SmallArchive.named("decisions");
    archive.addAndSync();
    Client author = Client.with("author");
    author.postYaml("images", archive.applicationBlueprint("decided")).is(201);
    author.run("images/decided/builds");
    assertEquals(1, author.get("images/decided/versions").is(200).get("total").asInt());
    archive.mendTool("2");
    archive.addAndSync("stable-security", "SECURITY");
    JsonNode patches = author.get("patches?text=decisions-tool").is(200).get("rows");
    assertEquals(1, patches.size(), patches::toString);
    patch = patches.get(0).get("id").asLong();
  }

  @AfterAll
  static void closeArchive() {
    archive.close();
  }

  @Test
  void decisionsThatNobodyMayTakeAreRefused() throws Exception {
    Client administrator = Client.administrator();
    long rollout = propose(administrator).is(201).get("id").asLong();
    propose(administrator)
        .isProblem(409, "cannot plan a rollout of decisions-tool 2: it is proposed already");
    String plan = page(administrator, rollout).get("plan").get("digest").asText();

    ownDecisionIsRefused(administrator, rollout, plan);
    anotherPlanIsRefused(rollout, plan);
    aRejectionNeedsItsReason(rollout, plan);

    decide(Client.with("approver"), rollout, "reject", plan, "not now").is(204);
    decide(Client.with("approver"), rollout, "approve", plan, "")
        .isProblem(409, "cannot decide on rollout " + rollout + ": it was decided already");
    assertEquals("REJECTED", state(rollout));
  }

  private static void ownDecisionIsRefused(Client administrator, long rollout, String plan)
      throws Exception {
    String title =
        "cannot decide on rollout " + rollout + ": whoever proposes a rollout cannot decide on it";
    for (String decision : List.of("approve", "reject")) {
      Answer own = decide(administrator, rollout, decision, plan, "mine");
      own.isProblem(403, title);
      assertEquals("Ask another approver", own.remedy());
    }
    JsonNode seen = page(administrator, rollout);
    assertFalse(seen.get("mayDecide").asBoolean());
    assertEquals("whoever proposes a rollout cannot decide on it", seen.get("whyNot").asText());
    assertEquals("AWAITING_APPROVAL", state(rollout));
  }

  private static void anotherPlanIsRefused(long rollout, String plan) throws Exception {
    Client approver = Client.with("approver");
    assertTrue(page(approver, rollout).get("mayDecide").asBoolean());
    Answer stale = decide(approver, rollout, "approve", NO_PLAN, "");
    stale.isProblem(
        409, "cannot decide on rollout " + rollout + ": its plan is not the one that you saw");
    assertEquals("Load it again and look at the plan", stale.remedy());
    decide(approver, rollout, "approve", plan.substring(1), "").is(400);
    assertEquals("AWAITING_APPROVAL", state(rollout));
  }

  private static void aRejectionNeedsItsReason(long rollout, String plan) throws Exception {
    decide(Client.with("approver"), rollout, "reject", plan, " ")
        .isProblem(400, "cannot reject a rollout without a comment");
    assertEquals("AWAITING_APPROVAL", state(rollout));
  }

  @Test
  void aRolloutNeedsPatches() throws Exception {
    Client manager = Client.with("patch-manager");
    for (String path : List.of("rollouts", "rollouts/what-if")) {
      String rest = path.equals("rollouts") ? ", \"title\": \"none\"}" : "}";
      manager
          .send("POST", path, Client.JSON, "{\"patches\": []" + rest)
          .isProblem(400, "cannot plan a rollout without patches");
      manager
          .send("POST", path, Client.JSON, "{\"patches\": [999999999]" + rest)
          .isProblem(400, "cannot plan a rollout: one of the patches does not exist");
    }
    manager
        .send("POST", "rollouts", Client.JSON, "{\"patches\": [" + patch + "], \"title\": \" \"}")
        .isProblem(400, "cannot propose a rollout without a title of 1 to 200 characters");
  }

  @Test
  void aHoldNamesWhatTheImageHasAndWhy() throws Exception {
    Client manager = Client.with("patch-manager");
    manager
        .post("images/decided/holds", Map.of("packageName", "absent", "reason", "none"))
        .isProblem(400, "cannot hold absent: the newest version of decided does not contain it");
    manager
        .post("images/decided/holds", Map.of("packageName", "decisions-app", "reason", " "))
        .is(400);
    manager
        .post(
            "images/decided/holds",
            Map.of("packageName", "decisions-app", "reason", "late", "until", "2020-01-01"))
        .is(400);
    manager
        .post(
            "images/decided/holds",
            Map.of("packageName", "decisions-app", "reason", "late", "until", "tomorrow"))
        .is(400);
    Map<String, String> hold = Map.of("packageName", "decisions-app", "reason", "until it is new");
    long id = manager.post("images/decided/holds", hold).is(201).get("id").asLong();
    manager
        .post("images/decided/holds", hold)
        .isProblem(409, "cannot hold decisions-app in decided: it is held already");
    manager.send("DELETE", "holds/" + id, "", "").is(204);
  }

  @Test
  void aChannelPointsToAVersionThatIsThere() throws Exception {
    Client operator = Client.with("operator");
    operator
        .send("PUT", "images/decided/channels/dev", Client.JSON, "{\"version\": 7}")
        .isProblem(404, "cannot find version 7 of image decided");
    operator
        .send("PUT", "images/decided/channels/moon", Client.JSON, "{\"version\": 1}")
        .isProblem(400, "cannot move channel \"moon\": there are dev, test, prod");
  }

  private static Answer propose(Client client) {
    return client.post("rollouts", Map.of("title", "Mend the tool", "patches", List.of(patch)));
  }

  private static Answer decide(
      Client client, long rollout, String decision, String plan, String comment) {
    return client.post(
        "rollouts/" + rollout + "/" + decision, Map.of("plan", plan, "comment", comment));
  }

  private static JsonNode page(Client client, long rollout) {
    return client.get("rollouts/" + rollout).is(200);
  }

  private static String state(long rollout) throws Exception {
    return page(Client.with("viewer"), rollout).get("row").get("state").asText();
  }
}
