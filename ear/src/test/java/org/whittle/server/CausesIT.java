package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rollouts of changed rules, blueprints and bases: nothing of it is built before it is approved.
 */
@RequiresTool({"bwrap", "dash"})
class CausesIT {
  private static ProgramArchive archive;

  @BeforeAll
  static void fill() throws Exception {
    archive = ProgramArchive.named("cause", 5);
    archive.fill(Client.administrator().api());
  }

  @AfterAll
  static void closeArchive() {
    archive.close();
  }

  private static Map<String, Object> of(String cause, String... images) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("cause", cause);
    wanted.put("images", List.of(images));
    return wanted;
  }

  private static Map<String, Object> withTitle(Map<String, Object> wanted) {
    Map<String, Object> proposal = new LinkedHashMap<>(wanted);
    proposal.put("title", "Because of " + wanted.get("cause"));
    return proposal;
  }

  private static long approved(Map<String, Object> wanted) throws Exception {
    long rollout =
        Client.with("patch-manager").post("rollouts", withTitle(wanted)).is(201).get("id").asLong();
    Client approver = Client.with("approver");
    String plan = approver.get("rollouts/" + rollout).is(200).at("/plan/digest").asText();
    approver
        .post("rollouts/" + rollout + "/approve", Map.of("plan", plan, "comment", "fine"))
        .is(204);
    return rollout;
  }

  private static JsonNode line(JsonNode plan, String image) {
    for (JsonNode line : plan.get("lines")) {
      if (line.get("image").asText().equals(image)) {
        return line;
      }
    }
    throw new AssertionError(image + " has no line: " + plan);
  }

  private static JsonNode newest(String image) throws Exception {
    return Client.with("viewer").get("images/" + image + "/versions").is(200).get("rows").get(0);
  }

  private static int rules() throws Exception {
    return Client.with("author").get("rules").is(200).at("/version/number").asInt();
  }

  private static String waiting(String cause) throws Exception {
    for (JsonNode one : Client.with("viewer").get("rollouts/causes").is(200)) {
      if (one.get("cause").asText().equals(cause)) {
        return one.get("what").asText();
      }
    }
    return "nothing";
  }

  @Test
  void aVersionOfTheRulesIsRolledOutThoughNewerRulesCameMeanwhile() throws Exception {
    Client author = Client.with("author");
    int number =
        change(
            "PUT",
            "cause.yaml",
            "rules: [{name: caused, when: always, create:"
                + " [{path: /etc/caused, content: x}]}]\n");
    Map<String, Object> wanted = of("rules", "cause-1");
    wanted.put("rules", number);
    try {
      assertEquals("version " + number + " of the rules", waiting("RULES"));
      JsonNode plan = Client.with("patch-manager").post("rollouts/what-if", wanted).is(200);
      assertEquals(number, plan.at("/cause/rules").asInt());
      assertEquals("cause-1", plan.at("/cause/scope").asText());
      JsonNode line = line(plan, "cause-1");
      assertEquals("REBUILD", line.get("disposition").asText(), line::toString);
      assertEquals("[\"RULES\"]", line.get("carries").toString());
      assertEquals(0, line.get("packagesChanged").asInt());

      Client.with("operator").run("jobs/rebuild");
      assertEquals(1, newest("cause-1").get("number").asInt(), "no night builds it by itself");
    } finally {
      long rollout = approved(wanted);
      change("DELETE", "cause.yaml", "");
      Client.with("operator").run("jobs/rebuild");

      JsonNode page = author.get("rollouts/" + rollout).is(200);
      assertEquals("DONE", page.at("/row/state").asText(), page::toString);
      assertEquals("RULES", page.at("/row/cause").asText());
    }
    assertEquals("RULES", newest("cause-1").get("cause").asText());
    assertTrue(
        author
            .get("images/cause-1/versions/2/files?text=caused")
            .is(200)
            .toString()
            .contains("/etc/caused"));
    assertEquals(
        "it was built with these rules",
        line(Client.with("patch-manager").post("rollouts/what-if", wanted).is(200), "cause-1")
            .get("reason")
            .asText());
  }

  private static int change(String method, String file, String text) throws Exception {
    return Client.with("author")
        .send(
            method,
            "rules/overlay?reason=test&file=" + file,
            text.isEmpty() ? "" : Client.YAML,
            text,
            "If-Match",
            "\"" + rules() + "\"")
        .is(200)
        .get("version")
        .asInt();
  }

  @Test
  void revisedBlueprintsAreRolledOutByTheirLabel() throws Exception {
    Client author = Client.with("author");
    String label = "labels: {batch: causes}\n";
    for (String image : List.of("cause-2", "cause-3")) {
      revise(author, image, 1, label);
    }
    author.run("images/cause-3/builds");
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("cause", "blueprint");
    wanted.put("label", "batch=causes");

    JsonNode plan = Client.with("patch-manager").post("rollouts/what-if", wanted).is(200);

    assertEquals(2, plan.get("lines").size(), plan::toString);
    assertEquals(1, plan.get("rebuild").asInt());
    assertEquals(1, plan.get("unaffected").asInt());
    assertEquals("[\"BLUEPRINT\"]", line(plan, "cause-2").get("carries").toString());
    assertEquals(
        "revision 2 of its blueprint is built", line(plan, "cause-3").get("reason").asText());

    long rollout = approved(wanted);
    revise(author, "cause-2", 2, label + "description: revised again\n");
    Client.with("operator").run("jobs/rebuild");
    JsonNode page = author.get("rollouts/" + rollout).is(200);
    assertEquals("VOID", page.at("/row/state").asText(), page::toString);
    assertEquals(
        "it is not what was approved: its blueprint is revision 3, the plan has 2; propose it"
            + " again",
        line(page.get("plan"), "cause-2").get("message").asText());

    approved(wanted);
    Client.with("operator").run("jobs/rebuild");
    assertEquals("BLUEPRINT", newest("cause-2").get("cause").asText());
    Client.with("patch-manager")
        .post("rollouts", withTitle(wanted))
        .isProblem(400, "cannot propose a rollout: it would rebuild no image");
  }

  private static void revise(Client author, String image, int known, String more) throws Exception {
    author
        .api()
        .putYaml("images/" + image + "/blueprint", known, ProgramArchive.blueprint(image, more));
  }

  @Test
  void aNewerBaseIsRolledOutAndTakenBack() throws Exception {
    archive.renew(Client.administrator().api(), "3");
    Map<String, Object> wanted = of("base", "cause-4");
    wanted.put("sources", List.of(archive.base()));
    assertTrue(waiting("BASE").contains(archive.base() + " 1 -> 2"), waiting("BASE"));

    JsonNode plan = Client.with("patch-manager").post("rollouts/what-if", wanted).is(200);
    assertEquals("[\"" + archive.base() + " 1 -> 2\"]", plan.at("/cause/base").toString());
    assertEquals("[\"BASE\"]", line(plan, "cause-4").get("carries").toString());
    assertEquals(1, line(plan, "cause-4").get("packagesChanged").asInt());

    long rollout = approved(wanted);
    assertEquals("APPLIED", patch());
    Client.with("operator").run("jobs/rebuild");
    JsonNode page = Client.with("viewer").get("rollouts/" + rollout).is(200);
    assertEquals("DONE", page.at("/row/state").asText(), page::toString);
    assertEquals("BASE", newest("cause-4").get("cause").asText());
    Client.with("patch-manager")
        .post("rollouts/what-if", wanted)
        .isProblem(
            400,
            "cannot plan a rollout of a newer base: the baseline has no older snapshot of source"
                + " \""
                + archive.base()
                + "\"");

    Client.with("operator")
        .post("rollouts/" + rollout + "/rollback", Map.of("reason", "too new"))
        .is(200);

    assertEquals("NEW", patch());
    assertTrue(waiting("BASE").contains(archive.base() + " 1 -> 2"), waiting("BASE"));
    assertEquals(
        1, Client.with("viewer").get("images/cause-4").is(200).at("/row/newestVersion").asInt());
  }

  private static String patch() throws Exception {
    long id = archive.patch(Client.administrator().api(), archive.shell());
    return Client.with("viewer").get("patches/" + id).is(200).at("/row/state").asText();
  }

  @Test
  void whatCannotBePlannedIsRefused() throws Exception {
    Client manager = Client.with("patch-manager");
    manager
        .post("rollouts/what-if", of("weather"))
        .isProblem(400, "cannot read the request: \"cause\" cannot be \"weather\"");
    manager
        .post("rollouts/what-if", of("whittle", "absent"))
        .isProblem(404, "cannot find image \"absent\"");
    manager
        .post("rollouts/what-if", Map.of("cause", "rules", "label", "absent"))
        .isProblem(400, "cannot plan a rollout: there is no image with a version and label absent");
    manager
        .post("rollouts/what-if", Map.of("cause", "rules", "rules", 99999))
        .isProblem(404, "cannot find version 99999 of the rules");
    JsonNode whittle = manager.post("rollouts/what-if", of("whittle", "cause-5")).is(200);
    assertEquals("it was written by these tools", line(whittle, "cause-5").get("reason").asText());
  }
}
