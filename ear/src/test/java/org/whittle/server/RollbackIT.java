package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a night gave is taken back: a rollout, one image of it, a channel. */
@RequiresTool({"bwrap", "dash"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollbackIT {
  private static final Map<String, String> REASON = Map.of("reason", "the site is down");

  private static ProgramArchive archive;
  private static long rollout;

  @BeforeAll
  static void fill() throws Exception {
    archive = ProgramArchive.named("back", 3);
    archive.fill(Client.administrator().api());
  }

  @AfterAll
  static void closeArchive() {
    archive.close();
  }

  @Test
  @Order(1)
  void aRolloutIsTakenBackAsAWhole() throws Exception {
    rollout = night(archive.shell());
    promote("back-1", "prod", 2);
    assertEquals(Map.of("dev", 2, "prod", 2), channels("back-1"));

    Client operator = Client.with("operator");
    JsonNode answer = operator.post("rollouts/" + rollout + "/rollback", REASON).is(200);

    assertEquals(3, answer.get("images").asInt());
    assertEquals(Map.of("dev", 1, "prod", 1), channels("back-1"));
    assertEquals(Map.of("dev", 1), channels("back-2"));
    assertEquals(1, image("back-1").at("/row/newestVersion").asInt());
    JsonNode page = operator.get("rollouts/" + rollout).is(200);
    assertEquals("ROLLED_BACK", page.at("/row/state").asText());
    assertEquals(3, page.at("/row/rolledBack").asInt());
    assertEquals("the site is down", page.at("/rollback/reason").asText());
    assertEquals(operator.name(), page.at("/rollback/by").asText());
    for (JsonNode line : page.at("/plan/lines")) {
      assertEquals("ROLLED_BACK", line.get("state").asText(), line::toString);
      assertTrue(
          line.get("message").asText().startsWith("version 2 rolled back: version 1 counts again"));
    }
    operator
        .post("rollouts/" + rollout + "/rollback", REASON)
        .isProblem(409, "cannot roll back rollout " + rollout + ": it was rolled back already");
  }

  @Test
  @Order(2)
  void theNextNightDoesNotBringItAgainAndBuildsKeepTheOldBase() throws Exception {
    assertEquals("NEW", patchState());
    JsonNode night = Client.with("operator").run("jobs/rebuild");
    assertEquals("no approved rollout was waiting", night.get("message").asText());
    JsonNode build = Client.with("author").run("images/back-1/builds");
    assertEquals(
        "back-1: nothing to build, version 1 has the same inputs", build.get("message").asText());
    assertEquals("STALE", image("back-1").at("/row/state").asText());
  }

  @Test
  @Order(3)
  void whatIsProposedAgainIsNotBuiltTwice() throws Exception {
    long again = night(archive.shell());

    assertEquals(2, image("back-2").at("/row/newestVersion").asInt());
    assertEquals(Map.of("dev", 2), channels("back-2"));
    JsonNode page = Client.with("viewer").get("rollouts/" + again).is(200);
    assertEquals("DONE", page.at("/row/state").asText());
    assertEquals(2, page.at("/plan/lines/0/resultVersion").asInt());
    rollout = again;
  }

  @Test
  @Order(4)
  void oneImageIsTakenBackAndHeldOnWhatItHad() throws Exception {
    Client operator = Client.with("operator");

    operator.post("rollouts/" + rollout + "/images/back-3/rollback", REASON).is(204);

    JsonNode image = image("back-3");
    assertEquals(1, image.at("/row/newestVersion").asInt());
    assertEquals("HELD", image.at("/row/state").asText());
    assertEquals(Map.of("dev", 1), channels("back-3"));
    assertEquals(Map.of("dev", 2), channels("back-2"));
    JsonNode hold = image.at("/holds/0");
    assertEquals("back-shell", hold.get("packageName").asText(), image::toString);
    assertEquals(
        "rolled back from rollout " + rollout + ": the site is down", hold.get("reason").asText());
    assertEquals("APPLIED", patchState());
    operator
        .post("rollouts/" + rollout + "/images/back-3/rollback", REASON)
        .isProblem(
            404,
            "cannot roll back image back-3: rollout "
                + rollout
                + " gave it no version that stands");
  }

  @Test
  @Order(5)
  void aChannelGoesBackToTheOlderVersionThatItCameFrom() throws Exception {
    Client operator = Client.with("operator");
    promote("back-2", "test", 1);
    promote("back-2", "test", 2);

    JsonNode answer = operator.post("images/back-2/channels/test/rollback", REASON).is(200);

    assertEquals(1, answer.get("version").asInt());
    assertEquals(1, channels("back-2").get("test"));
    operator
        .post("images/back-2/channels/test/rollback", REASON)
        .isProblem(409, "cannot roll back channel test of back-2: it came from no older version");
  }

  @Test
  @Order(6)
  void whatIsPlannedWithPatchesThatAreTakenBackIsVoid() throws Exception {
    long later = approve("back-1");
    Client operator = Client.with("operator");
    operator.post("rollouts/" + rollout + "/rollback", REASON).is(200);

    operator.run("jobs/rebuild");

    JsonNode line = operator.get("rollouts/" + later).is(200).at("/plan/lines/0");
    assertEquals("VOID", line.get("state").asText());
    assertEquals(1, image("back-1").at("/row/newestVersion").asInt());
  }

  @Test
  @Order(7)
  void everyStepIsInTheAuditTrail() throws Exception {
    Client auditor = Client.with("auditor");
    JsonNode image = auditor.get("audit?text=" + "image%20back-3").is(200).get("rows");
    assertTrue(image.toString().contains("roll back image"), image::toString);
    assertTrue(image.toString().contains("the site is down"), image::toString);
    assertTrue(
        auditor.get("audit?text=roll%20back%20rollout").is(200).toString().contains("3 of 3"));
    assertTrue(auditor.get("audit/chain").is(200).get("intact").asBoolean());
  }

  @Test
  void aRollbackNeedsAReason() throws Exception {
    Client.with("operator")
        .post("rollouts/" + rollout + "/rollback", Map.of("reason", " "))
        .isProblem(400, "cannot roll back without a reason of 1 to 900 characters");
  }

  private static long night(String source) throws Exception {
    long approved = approve(source);
    JsonNode job = Client.with("operator").run("jobs/rebuild");
    assertEquals("DONE", job.get("state").asText(), job::toString);
    return approved;
  }

  private static void promote(String image, String channel, int version) throws Exception {
    Client.with("operator")
        .send(
            "PUT",
            "images/" + image + "/channels/" + channel,
            Client.JSON,
            "{\"version\": " + version + "}")
        .is(204);
  }

  private static JsonNode image(String name) throws IOException {
    return Client.with("viewer").get("images/" + name).is(200);
  }

  private static Map<String, Integer> channels(String image) throws IOException {
    Map<String, Integer> channels = new TreeMap<>();
    image(image)
        .get("channels")
        .forEach(one -> channels.put(one.get("name").asText(), one.get("version").asInt()));
    return channels;
  }

  private static String patchState() throws IOException {
    return Client.with("viewer")
        .get("patches/" + archive.patch(Client.administrator().api(), archive.shell()))
        .is(200)
        .at("/row/state")
        .asText();
  }

  private static long approve(String source) throws IOException {
    return archive.approve(
        Client.with("patch-manager").api(), Client.with("approver").api(), source);
  }
}
