package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.whittle.evidence.EvidenceCheck;

/** Promotion to a protected channel is asked for, and decided by somebody else. */
class PromotionIT {
  private static SmallArchive archive;

  @BeforeAll
  static void protect() throws Exception {
    archive = SmallArchive.named("promoted");
    archive.addAndSync();
    Client.administrator()
        .send(
            "PUT",
            "policies/promoted",
            Client.JSON,
            "{\"label\": \"stage\", \"value\": \"promoted\", \"quorum\": 2, \"channel\": \"prod\"}")
        .is(200);
  }

  @AfterAll
  static void close() throws Exception {
    Client.administrator().send("DELETE", "policies/promoted", "", "").is(204);
    archive.close();
  }

  /** An image with two versions, whose channel prod is protected. */
  private static void image(String name) throws Exception {
    Client author = Client.with("author");
    String yaml = archive.applicationBlueprint(name) + "labels: {stage: promoted}\n";
    author.postYaml("images", yaml).is(201);
    author.run("images/" + name + "/builds");
    author
        .send(
            "PUT",
            "images/" + name + "/blueprint",
            Client.YAML,
            yaml + "description: again\n",
            "If-Match",
            "\"1\"")
        .is(200);
    author.run("images/" + name + "/builds");
  }

  private static Client anna() throws IOException {
    return Client.with("approver");
  }

  private static Client bob() throws IOException {
    return Client.with("approver", "author");
  }

  private static Answer move(Client operator, String image, String channel, int version) {
    return operator.send(
        "PUT",
        "images/" + image + "/channels/" + channel,
        Client.JSON,
        "{\"version\": " + version + ", \"comment\": \"it is time\"}");
  }

  private static long ask(Client operator, String image, int version) throws IOException {
    return move(operator, image, "prod", version).is(202).get("promotion").asLong();
  }

  private static Answer decide(Client client, long id, String verb) {
    String subject = client.get("promotions/" + id).is(200).get("subject").asText();
    return client.post(
        "promotions/" + id + "/" + verb, Map.of("subject", subject, "comment", "seen"));
  }

  private static JsonNode promotion(long id) throws IOException {
    return Client.with("viewer").get("promotions/" + id).is(200);
  }

  private static int prod(String image) throws IOException {
    for (JsonNode channel : Client.with("viewer").get("images/" + image).is(200).get("channels")) {
      if (channel.get("name").asText().equals("prod")) {
        return channel.get("version").asInt();
      }
    }
    return 0;
  }

  @Test
  void aVersionIsPromotedOnceEnoughOthersHaveApproved() throws Exception {
    image("promoted-two");
    Client olaf = Client.with("operator", "approver");
    Client anna = anna();
    move(olaf, "promoted-two", "test", 1).is(204);
    long id = ask(olaf, "promoted-two", 1);
    assertEquals(0, prod("promoted-two"));

    decide(olaf, id, "approve")
        .isProblem(
            403,
            "cannot decide on promotion "
                + id
                + ": whoever asks for a promotion cannot decide on"
                + " it");
    assertEquals("AWAITING_APPROVAL", decide(anna, id, "approve").is(200).get("state").asText());
    assertEquals(0, prod("promoted-two"), "one of two");
    decide(anna, id, "approve")
        .isProblem(403, "cannot approve promotion " + id + ": you approved it already");
    JsonNode waiting = bob().get("promotions/" + id).is(200);
    assertTrue(waiting.get("mayDecide").asBoolean());
    assertEquals("promoted", waiting.at("/requirements/0/policy").asText());
    assertEquals(1, waiting.at("/requirements/0/approvedBy").size());
    assertEquals("APPROVED", decide(bob(), id, "approve").is(200).get("state").asText());

    assertEquals(1, prod("promoted-two"));
    assertEquals(2, promotion(id).get("decisions").size());
    decide(bob(), id, "approve")
        .isProblem(409, "cannot decide on promotion " + id + ": it was decided already");
    move(olaf, "promoted-two", "prod", 1)
        .isProblem(409, "cannot promote promoted-two: prod is version 1");
    String trail = Client.with("auditor").get("audit?text=image%20promoted-two").is(200).toString();
    assertTrue(trail.contains("prod to version 1, promotion " + id + " approved by "), trail);
  }

  @Test
  void anAuditorTakesAwayWhoAskedWhatWasBoundAndWhoDecided() throws Exception {
    image("promoted-shown");
    Client operator = Client.with("operator");
    long id = ask(operator, "promoted-shown", 1);
    decide(anna(), id, "approve").is(200);
    decide(bob(), id, "reject").is(200);

    byte[] zip = Client.with("auditor").bytes("promotions/" + id + "/evidence");
    Path file = Files.write(RunningWhittle.fresh("promotion.zip"), zip);
    assertEquals(List.of(), EvidenceCheck.of(file).faults());
    JsonNode told = new ObjectMapper().readTree(inside(file, "promotion.json"));
    assertEquals("REJECTED", told.get("state").asText());
    assertEquals(operator.name(), told.get("requestedBy").asText());
    assertEquals("it is time", told.get("comment").asText());
    assertEquals(promotion(id).get("subject").asText(), "sha256:" + told.get("subject").asText());
    assertEquals(2, told.get("decisions").size());
    assertTrue(told.at("/decisions/0/approved").asBoolean());
    assertEquals(bob().name(), told.at("/decisions/1/decidedBy").asText());
    assertEquals("seen", told.at("/decisions/1/comment").asText());
    assertEquals(told.get("subject"), told.at("/decisions/1/subject"));
    operator.get("promotions/" + id + "/evidence").is(403);
    Client.with("auditor")
        .get("promotions/999999999/evidence")
        .isProblem(404, "cannot find promotion 999999999");
  }

  private static byte[] inside(Path file, String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
  }

  @Test
  void twoWhoApproveAtTheSameMomentMoveTheChannelOnce() throws Exception {
    image("promoted-once");
    long id = ask(Client.with("operator"), "promoted-once", 2);
    List<Client> both = List.of(anna(), bob());

    both.parallelStream().forEach(one -> decide(one, id, "approve").is(200));

    assertEquals("APPROVED", promotion(id).get("state").asText());
    assertEquals(2, prod("promoted-once"));
    JsonNode moves =
        Client.with("auditor").get("audit?text=image%20promoted-once").is(200).get("rows");
    int moved = 0;
    for (JsonNode entry : moves) {
      moved += entry.get("action").asText().equals("move channel") ? 1 : 0;
    }
    assertEquals(1, moved, moves::toString);
  }

  @Test
  void aPromotionIsVoidOnceItsChannelHasMoved() throws Exception {
    image("promoted-void");
    Client operator = Client.with("operator");
    long first = ask(operator, "promoted-void", 1);
    decide(anna(), first, "approve").is(200);
    decide(bob(), first, "approve").is(200);
    long second = ask(operator, "promoted-void", 2);
    decide(anna(), second, "approve").is(200);
    decide(bob(), second, "approve").is(200);
    assertEquals(2, prod("promoted-void"));
    move(operator, "promoted-void", "test", 1).is(204);
    long third = ask(operator, "promoted-void", 1);
    Map<String, String> reason = Map.of("reason", "the site is down");
    operator.post("images/promoted-void/channels/prod/rollback", reason).is(200);

    assertEquals(1, prod("promoted-void"), "a roll back does not wait");
    JsonNode promotion = promotion(third);
    assertEquals("VOID", promotion.get("state").asText());
    assertEquals(
        "prod points to version 1 since it was asked for; ask again",
        promotion.get("reason").asText());
    assertFalse(promotion.get("mayDecide").asBoolean());
    assertEquals("VOID", decide(anna(), third, "approve").is(200).get("state").asText());
    assertEquals(0, promotion(third).get("decisions").size());
  }

  @Test
  void aPromotionIsRejectedWithAReasonAndCanBeAskedForAgain() throws Exception {
    image("promoted-no");
    Client operator = Client.with("operator");
    long id = ask(operator, "promoted-no", 1);
    move(operator, "promoted-no", "prod", 2)
        .isProblem(
            409, "cannot promote promoted-no: promotion " + id + " to prod waits for a decision");
    Client anna = anna();
    String subject = anna.get("promotions/" + id).is(200).get("subject").asText();
    anna.post("promotions/" + id + "/reject", Map.of("subject", subject, "comment", " "))
        .isProblem(400, "cannot reject a promotion without a comment");
    anna.post(
            "promotions/" + id + "/approve",
            Map.of("subject", "0".repeat(64), "comment", "blindly"))
        .isProblem(
            409, "cannot decide on promotion " + id + ": its subject is not the one that you saw");

    assertEquals("REJECTED", decide(anna, id, "reject").is(200).get("state").asText());

    assertEquals(0, prod("promoted-no"));
    assertEquals(
        1,
        operator.get("promotions?image=promoted-no&state=rejected").is(200).get("total").asInt());
    long again = ask(operator, "promoted-no", 2);
    try (Browser browser = Browser.open(Browser.WIDE)) {
      browser.logIn();
      assertEquals(200, browser.open("rollouts/promotion.xhtml?id=" + again));
      browser.picture("promotion");
      assertEquals(200, browser.open("rollouts/promotion.xhtml?id=" + id));
      browser.picture("promotion-rejected");
      assertEquals(200, browser.open("rollouts/rollouts.xhtml"));
      browser.picture("promotions-waiting");
      assertEquals(200, browser.open("library/image.xhtml?name=promoted-no"));
      browser.picture("image-promotions");
      assertEquals(200, browser.open("settings/policies.xhtml"));
      browser.picture("policies-channel");
    }
    decide(anna, again, "reject").is(200);
  }

  @Test
  void whatCannotBeIsRefused() throws Exception {
    Client administrator = Client.administrator();
    administrator
        .send("PUT", "policies/none", Client.JSON, "{\"quorum\": 1, \"channel\": \"dev\"}")
        .isProblem(400, "cannot keep policy none: channel \"dev\" cannot be protected");
    administrator.get("promotions/999999999").isProblem(404, "cannot find promotion 999999999");
    administrator.get("promotions?state=lost").is(400);
  }
}
