package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whittle.client.Api;
import org.whittle.launcher.DataDatabase;

/**
 * Promotions are told to whom they wait for and to who asked, and what one person alone approved is
 * told to all who could have.
 */
class DecisionNoticesIT {
  private static final String[] PROMOTIONS = {
    "promotion-asked", "promotion-approved", "promotion-rejected", "promotion-void"
  };

  private LoopbackMail mail;
  private Telling telling;
  private Client administrator;
  private Client operator;
  private Client anna;
  private Client bob;

  @BeforeEach
  void listen() throws Exception {
    mail = LoopbackMail.serve();
    administrator = Client.administrator();
    operator = Client.with("operator", "approver");
    anna = Client.with("approver");
    bob = Client.with("approver", "author");
    telling = new Telling(administrator);
    settings(
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            mail.port(),
            "sender",
            "whittle@example.org",
            "portal",
            "https://whittle.example.org"));
  }

  @AfterEach
  void forget() throws IOException {
    telling.forget();
    settings(Map.of("host", ""));
    mail.close();
  }

  private void settings(Map<String, Object> settings) {
    administrator.api().put("notifications/settings", settings);
  }

  /** An image with two versions. */
  private void image(SmallArchive archive, String name) throws Exception {
    archive.addAndSync();
    Client author = Client.with("author");
    String yaml = archive.applicationBlueprint(name) + "labels: {stage: " + name + "}\n";
    author.postYaml("images", yaml).is(201);
    author.run("images/" + name + "/builds");
    author.api().putYaml("images/" + name + "/blueprint", 1, yaml + "description: again\n");
    author.run("images/" + name + "/builds");
  }

  private void policy(String name, String more) {
    administrator
        .send(
            "PUT",
            "policies/" + name,
            Client.JSON,
            "{\"label\": \"stage\", \"value\": \"%s\", %s}".formatted(name.split("--")[0], more))
        .is(200);
  }

  private void noPolicy(String name) {
    administrator.send("DELETE", "policies/" + name, "", "").is(204);
  }

  private long ask(String image, int version) {
    return operator
        .send(
            "PUT",
            "images/" + image + "/channels/prod",
            Client.JSON,
            "{\"version\": " + version + ", \"comment\": \"the fair begins\"}")
        .is(202)
        .get("promotion")
        .asLong();
  }

  private static Answer decide(Client client, String subject, long id, String verb) {
    boolean rollout = subject.equals("plan");
    String path = (rollout ? "rollouts/" : "promotions/") + id;
    String seen = client.get(path).is(200).at(rollout ? "/plan/digest" : "/subject").asText();
    return client.post(path + "/" + verb, Map.of(subject, seen, "comment", "seen"));
  }

  @Test
  void whomItWaitsForAndWhoAskedHearOfAPromotion() throws Exception {
    telling.mailbox(
        "anna", "anna@example.org", anna.name(), "approval-awaited", "approval-reminder");
    telling.mailbox("bob", "bob@example.org", bob.name(), "approval-awaited");
    telling.mailbox("olaf", "olaf@example.org", operator.name(), PROMOTIONS);
    telling.mailbox("olaf-too", "olaf@example.org", operator.name(), "approval-awaited");
    String image = "noticed";
    try (SmallArchive archive = SmallArchive.named(image)) {
      image(archive, image);
      policy(
          image,
          "\"quorum\": 1, \"channel\": \"prod\", \"approvers\": [\"%s\"]".formatted(anna.name()));
      long first = ask(image, 1);
      String named = "promotion " + first + " (noticed version 1 to prod)";
      assertEquals(List.of(named + " awaits your approval"), telling.subjects("anna"));
      assertEquals(List.of(), telling.subjects("bob"), "the policy names anna");
      assertEquals(List.of(), telling.subjects("olaf-too"), "it is theirs");
      decide(anna, "subject", first, "approve").is(200);

      long second = ask(image, 2);
      decide(anna, "subject", second, "reject").is(200);
      long third = ask(image, 2);
      remindOf(third);
      noPolicy(image);
      Map<String, Integer> elsewhere = Map.of("version", 2);
      operator.api().put(Api.path("images", image, "channels", "prod"), elsewhere);

      assertEquals(
          List.of(
              named + " is asked for",
              named + " is approved",
              "promotion " + second + " (noticed version 2 to prod) is asked for",
              "promotion " + second + " (noticed version 2 to prod) is rejected",
              "promotion " + third + " (noticed version 2 to prod) is asked for",
              "promotion " + third + " (noticed version 2 to prod) is void"),
          telling.subjects("olaf"));
      telling.await("mail", () -> mail.messages().stream().anyMatch(m -> m.contains("is void")));
      String told = String.join("\n", mail.messages());
      assertTrue(told.contains("by " + anna.name() + ": seen"), told);
      assertTrue(told.contains("prod points to version 2 since it was asked for"), told);
      assertTrue(
          told.contains("https://whittle.example.org/rollouts/promotion.xhtml?id=" + first), told);
      assertTrue(told.contains(operator.name() + " asks for it. the fair begins"), told);
    }
  }

  private void remindOf(long promotion) throws Exception {
    try (DataDatabase database = DataDatabase.of(RunningWhittle.mariadb(), RunningWhittle.data())) {
      database.query(
          "update promotion set requested_at = requested_at - interval 30 hour where id = "
              + promotion);
    }
    assertTrue(administrator.post("notifications/due").is(200).get("promotions").asInt() >= 1);
    assertEquals(0, administrator.post("notifications/due").is(200).get("promotions").asInt());
    telling.await(
        "reminder",
        () -> mail.messages().stream().anyMatch(m -> m.contains("asked for it 30 hours ago")));
    assertTrue(
        telling
            .subjects("anna")
            .contains(
                "promotion "
                    + promotion
                    + " (noticed version 2 to prod) still awaits your approval"));
  }

  @Test
  void whatIsCriticalIsApprovedByOneAndToldToAll() throws Exception {
    telling.mailbox("bob", "bob@example.org", bob.name(), "hold-expired");
    telling.mailbox("vera", "vera@example.org", Client.with("viewer").name(), "hold-expired");
    telling.mailbox("desk", "desk@example.org", "", "urgent-approval");
    String image = "urgent";
    try (SmallArchive archive = SmallArchive.named(image)) {
      image(archive, image);
      operator.api().put(Api.path("images", image, "channels", "prod"), Map.of("version", 2));
      archive.mendTool("2");
      archive.addAndSync("stable-security", "SECURITY");
      policy(image, "\"quorum\": 2, \"urgentFrom\": \"critical\"");
      policy(
          image + "--prod", "\"quorum\": 2, \"urgentFrom\": \"critical\", \"channel\": \"prod\"");
      critical(archive.tool());

      long rollout = propose(archive);
      decide(anna, "plan", rollout, "approve").is(204);
      administrator.run("jobs/rebuild");
      long promotion = ask(image, 3);
      assertEquals(
          "APPROVED", decide(anna, "subject", promotion, "approve").is(200).get("state").asText());

      List<String> told =
          List.of(
              "rollout " + rollout + " (Mend it now) is approved urgently",
              "promotion " + promotion + " (urgent version 3 to prod) is approved urgently");
      assertEquals(told, telling.subjects("bob"), "an approver, whatever he wishes");
      assertEquals(told, telling.subjects("desk"));
      assertEquals(List.of(), telling.subjects("vera"), "she cannot approve");
      telling.await(
          "mail to bob",
          () -> mail.messages().stream().filter(m -> m.startsWith("RCPT TO:<bob@")).count() == 2);
      String message =
          mail.messages().stream().filter(m -> m.startsWith("RCPT TO:<bob@")).findFirst().get();
      assertTrue(
          message.contains(
              "For what it mends, the approval of " + anna.name() + " is enough by policy urgent."),
          message);
      String trail = administrator.get("audit?text=approve%20urgently").body();
      assertTrue(trail.contains("promotion " + promotion), trail);
    } finally {
      noPolicy(image);
      noPolicy(image + "--prod");
      administrator.send("DELETE", "advisory-feeds/urgent", "", "").is(204);
    }
  }

  /** Says that the newer tool mends something critical, as an operator supplies it. */
  private void critical(String source) {
    administrator
        .post("advisory-feeds", Map.of("name", "urgent", "format", "osv", "release", "Debian:12"))
        .is(201);
    String osv =
        """
        {"id": "DEBIAN-CVE-2026-50001", "details": "Anybody can come in.",
         "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
         "affected": [{"package": {"ecosystem": "Debian:12", "name": "%s"}, "ranges": [
           {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2"}]}]}]}
        """
            .formatted(source);
    administrator.send("PUT", "advisory-feeds/urgent/file", Client.JSON, osv).is(200);
  }

  private static long propose(SmallArchive archive) throws Exception {
    Client manager = Client.with("patch-manager");
    JsonNode patch = manager.get("patches?text=" + archive.tool()).is(200).get("rows").get(0);
    assertEquals("CRITICAL", patch.get("severity").asText(), patch::toString);
    return manager
        .post(
            "rollouts",
            Map.of("title", "Mend it now", "patches", List.of(patch.get("id").asLong())))
        .is(201)
        .get("id")
        .asLong();
  }
}
