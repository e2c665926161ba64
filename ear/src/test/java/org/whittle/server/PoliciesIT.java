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

/** Several must approve: by the label of an image, some of them by name, or by a deputy. */
class PoliciesIT {
  private static SmallArchive archive;

  @BeforeAll
  static void recordPatch() throws Exception {
    archive = patched("policies");
  }

  @AfterAll
  static void removePolicy() throws Exception {
    Client.administrator().send("DELETE", "policies/two", "", "").is(204);
    archive.close();
  }

  private static Client approver(String... more) throws Exception {
    return Client.with(more.length == 0 ? new String[] {"approver"} : more);
  }

  private static Answer approve(Client client, long rollout) {
    String plan = client.get("rollouts/" + rollout).is(200).at("/plan/digest").asText();
    return client.post("rollouts/" + rollout + "/approve", Map.of("plan", plan, "comment", "fine"));
  }

  @Test
  void aRolloutIsApprovedOnceAllThatAPolicyAsksIsThere() throws Exception {
    Client anna = approver();
    Client bob = approver("approver", "operator");
    Client carl = approver("approver", "author");
    Client.administrator()
        .send(
            "PUT",
            "policies/two",
            Client.JSON,
            """
            {"label": "stage", "value": "policies", "quorum": 2, "approvers": ["%s", "%s"],
             "urgentFrom": "critical"}
            """
                .formatted(anna.name(), bob.name()))
        .is(200);
    long rollout = propose(archive);

    JsonNode asked = anna.get("rollouts/" + rollout).is(200).get("requirements").get(0);
    assertEquals("two", asked.get("policy").asText());
    assertEquals(2, asked.get("needed").asInt());
    assertFalse(asked.get("urgent").asBoolean());

    approve(carl, rollout)
        .isProblem(403, "cannot approve rollout " + rollout + ": its policies name others who may");
    long delegation =
        bob.post(
                "delegations",
                Map.of("to", carl.name(), "until", "2099-01-01", "reason", "at the sea"))
            .is(201)
            .get("id")
            .asLong();
    assertTrue(carl.get("rollouts/" + rollout).is(200).get("mayDecide").asBoolean());
    approve(carl, rollout).is(204);
    assertEquals("AWAITING_APPROVAL", state(rollout), "one of two");
    approve(carl, rollout)
        .isProblem(403, "cannot approve rollout " + rollout + ": you approved it already");

    bob.send("DELETE", "delegations/" + delegation, "", "").is(204);
    approve(anna, rollout).is(204);
    assertApproved(rollout);
    bob.run("jobs/rebuild");
    assertEquals(
        2, bob.get("images/policies/versions").is(200).get("total").asInt(), "it was rebuilt");
  }

  @Test
  void whatAnEasedPolicyFindsApprovedCanBeEnded() throws Exception {
    try (SmallArchive mended = patched("eased")) {
      String two = "{\"label\": \"stage\", \"value\": \"eased\", \"quorum\": 2}";
      Client.administrator().send("PUT", "policies/eased", Client.JSON, two).is(200);
      long rollout = propose(mended);
      approve(approver(), rollout).is(204);
      Client.administrator()
          .send("PUT", "policies/eased", Client.JSON, two.replace("2", "1"))
          .is(200);
      assertEquals("AWAITING_APPROVAL", state(rollout));

      approve(approver(), rollout).is(204);

      assertApproved(rollout);

      Client.administrator().send("DELETE", "policies/eased", "", "").is(204);
      Client.with("operator").run("jobs/rebuild");
    }
  }

  @Test
  void twoWhoApproveAtTheSameMomentAreTwo() throws Exception {
    try (SmallArchive mended = patched("moment")) {
      String two = "{\"label\": \"stage\", \"value\": \"moment\", \"quorum\": 2}";
      Client.administrator().send("PUT", "policies/moment", Client.JSON, two).is(200);
      long rollout = propose(mended);
      List<Client> both = List.of(approver(), approver("approver", "operator"));

      both.parallelStream().forEach(one -> approve(one, rollout).is(204));

      assertApproved(rollout);

      Client.administrator().send("DELETE", "policies/moment", "", "").is(204);
      Client.with("operator").run("jobs/rebuild");
    }
  }

  /** An archive with a newer tool, and an image of that name and label with the old one. */
  private static SmallArchive patched(String name) throws Exception {
    SmallArchive written = SmallArchive.named(name);
    written.addAndSync();
    Client author = Client.with("author");
    author
        .postYaml("images", written.applicationBlueprint(name) + "labels: {stage: " + name + "}\n")
        .is(201);
    author.run("images/" + name + "/builds");
    written.mendTool("2");
    written.addAndSync("stable-security", "SECURITY");
    return written;
  }

  private static long propose(SmallArchive mended) throws Exception {
    Client manager = Client.with("patch-manager");
    long patch =
        manager.get("patches?text=" + mended.tool()).is(200).get("rows").get(0).get("id").asLong();
    return manager
        .post("rollouts", Map.of("title", "Mend the tool", "patches", List.of(patch)))
        .is(201)
        .get("id")
        .asLong();
  }

  /** A decision counts as it was made; whether a window opens is another matter. */
  private static void assertApproved(long rollout) throws Exception {
    String state = state(rollout);
    assertTrue(state.equals("APPROVED") || state.equals("SCHEDULED"), state);
  }

  private static String state(long rollout) throws Exception {
    return Client.with("viewer").get("rollouts/" + rollout).is(200).at("/row/state").asText();
  }

  @Test
  void whatCannotBeIsRefused() throws Exception {
    Client administrator = Client.administrator();
    administrator
        .send("PUT", "policies/none", Client.JSON, "{\"quorum\": 1, \"approvers\": [\"absent\"]}")
        .isProblem(400, "cannot keep policy none: there is no user \"absent\"");
    administrator
        .send("PUT", "policies/none", Client.JSON, "{\"quorum\": 0}")
        .isProblem(400, "cannot keep policy none: a quorum is from 1 to 9");
    administrator.get("policies/none").isProblem(404, "cannot find policy \"none\"");
    Client anna = approver();
    anna.post("delegations", Map.of("to", anna.name(), "until", "2099-01-01", "reason", "x"))
        .isProblem(400, "cannot delegate: nobody stands in for themselves");
    anna.post("delegations", Map.of("to", "admin", "until", "2020-01-01", "reason", "x"))
        .isProblem(400, "cannot delegate until 2020-01-01: that day has passed");
    anna.post("delegations", Map.of("to", "admin", "until", "soon", "reason", "x"))
        .isProblem(400, "cannot read the request: \"until\" is no date: \"soon\"");
  }
}
