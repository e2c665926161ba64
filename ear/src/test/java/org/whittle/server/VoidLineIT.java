package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A line whose inputs change after the approval is void alone, and says what has changed. */
class VoidLineIT {
  @Test
  void aHoldAndARevisionMakeTheirLinesVoidAndNoOther() throws Exception {
    try (SmallArchive archive = SmallArchive.named("voided")) {
      archive.addAndSync();
      Client author = Client.with("author");
      for (String image : List.of("voided-held", "voided-revised", "voided-not")) {
        author.postYaml("images", archive.applicationBlueprint(image)).is(201);
        author.run("images/" + image + "/builds");
      }
      archive.mendTool("2");
      archive.addAndSync("stable-security", "SECURITY");
      long rollout = approve(archive.tool());

      Client manager = Client.with("patch-manager");
      long hold =
          manager
              .post(
                  "images/voided-held/holds",
                  Map.of("packageName", archive.tool(), "reason", "we thought again"))
              .is(201)
              .get("id")
              .asLong();
      author
          .send(
              "PUT",
              "images/voided-revised/blueprint",
              Client.YAML,
              archive.applicationBlueprint("voided-revised") + "description: again\n",
              "If-Match",
              "\"1\"")
          .is(200);
      Client.with("operator").run("jobs/rebuild");

      assertEquals(
          "VOID it is not what was approved: voided-tool is held at 1 by hold "
              + hold
              + ": we thought again; propose it again",
          line(rollout, "voided-held"));
      assertEquals(
          "VOID it is not what was approved: its blueprint is revision 2, the plan has 1; propose"
              + " it again",
          line(rollout, "voided-revised"));
      assertEquals(1, newest("voided-held"));
      assertEquals(1, newest("voided-revised"));
      assertEquals(2, newest("voided-not"));
      try (Browser browser = Browser.open(Browser.WIDE)) {
        browser.logIn();
        assertEquals(200, browser.open("rollouts/rollout.xhtml?id=" + rollout));
        browser.picture("rollout-void-lines");
      }
      manager.send("DELETE", "holds/" + hold, "", "").is(204);
    }
  }

  private static long approve(String tool) throws Exception {
    Client manager = Client.with("patch-manager");
    long patch = manager.get("patches?text=" + tool).is(200).get("rows").get(0).get("id").asLong();
    long rollout =
        manager
            .post("rollouts", Map.of("title", "Mend the tool", "patches", List.of(patch)))
            .is(201)
            .get("id")
            .asLong();
    Client approver = Client.with("approver");
    String plan = approver.get("rollouts/" + rollout).is(200).at("/plan/digest").asText();
    approver
        .post("rollouts/" + rollout + "/approve", Map.of("plan", plan, "comment", "fine"))
        .is(204);
    return rollout;
  }

  private static String line(long rollout, String image) throws Exception {
    JsonNode plan = Client.with("viewer").get("rollouts/" + rollout).is(200).get("plan");
    for (JsonNode line : plan.get("lines")) {
      if (line.get("image").asText().equals(image)) {
        return line.get("state").asText() + " " + line.get("message").asText();
      }
    }
    throw new AssertionError(image + " is not in " + plan);
  }

  private static int newest(String image) throws Exception {
    return Client.with("viewer").get("images/" + image).is(200).at("/row/newestVersion").asInt();
  }
}
