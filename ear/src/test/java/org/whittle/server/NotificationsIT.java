package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.whittle.launcher.DataDatabase;

/**
 * Who wishes to hear of something does, by mail and by webhooks on loopback, whatever other
 * receivers do.
 */
@RequiresTool({"bwrap", "dash"})
class NotificationsIT {
  private static final List<String> ROLLOUT =
      List.of("rollout-proposed", "rollout-approved", "rollout-done", "night-ended");

  private static LoopbackHooks hooks;
  private static LoopbackMail mail;
  private static ProgramArchive archive;
  private static Client administrator;
  private static Telling telling;

  @BeforeAll
  static void fill() throws Exception {
    hooks = LoopbackHooks.serve();
    mail = LoopbackMail.serve();
    administrator = Client.administrator();
    telling = new Telling(administrator);
    archive = ProgramArchive.named("told", 1);
    archive.fill(administrator.api());
    settings(Map.of("host", "127.0.0.1", "port", mail.port(), "sender", "whittle@example.org"));
  }

  @AfterAll
  static void forget() throws IOException {
    telling.forget();
    settings(Map.of("host", ""));
    mail.close();
    hooks.close();
    archive.close();
  }

  @Test
  void everyEventOfARolloutIsToldWhateverOtherReceiversDo() throws Exception {
    Client manager = Client.with("patch-manager");
    Client approver = Client.with("approver");
    String secret = webhook("good", "/good", ROLLOUT).get("secret").asText();
    webhook("broken", "/broken", List.of("rollout-proposed"));
    webhook("hanging", "/hanging", ROLLOUT);
    telling.mailbox("approver", "approver@example.org", approver.name(), "approval-awaited");
    telling.mailbox("manager", "manager@example.org", manager.name(), "approval-awaited");

    long rollout = archive.approve(manager.api(), approver.api(), archive.shell());
    JsonNode job = administrator.run("jobs/rebuild");
    assertEquals("DONE", job.get("state").asText(), job::toString);

    telling.await("events", () -> hooks.sent().size() >= ROLLOUT.size());
    List<String> told = new ArrayList<>();
    for (LoopbackHooks.Sent sent : hooks.sent()) {
      told.add(sent.event().get("event").asText());
      assertEquals(signature(secret, sent.body()), sent.signature());
    }
    assertEquals(ROLLOUT, told);
    assertEquals(
        "rollout " + rollout + " (" + archive.shell() + ") is proposed",
        hooks.sent().getFirst().event().get("subject").asText());

    telling.await("mail", () -> !mailTo("approver@example.org").isEmpty());
    String message = mailTo("approver@example.org").getFirst();
    assertTrue(message.contains("From: whittle@example.org\n"), message);
    assertTrue(message.contains("awaits your approval"), message);
    assertTrue(message.contains("Message-ID: <whittle-"), message);
    assertEquals(List.of(), mailTo("manager@example.org"));

    telling.await("failures", () -> delivery("broken").path("attempts").asInt() > 0);
    assertEquals("WAITING", delivery("broken").get("state").asText());
    telling.await(
        "hanging", () -> telling.delivery("hanging", "proposed").path("attempts").asInt() > 0);
    assertEquals(
        "cannot notify " + hooks.address("/hanging") + ": no answer within 10 s",
        telling.delivery("hanging", "proposed").get("message").asText());
  }

  @Test
  void whatIsNeverTakenIsGivenUpAndCanBeTriedAgain() throws Exception {
    webhook("never", "/broken", List.of("hold-expired"));
    administrator.post("notifications/receivers/never/trial").is(204);
    for (int attempt = 1; attempt <= 8; attempt++) {
      int tried = attempt;
      telling.await(
          "attempt " + attempt, () -> delivery("never").path("attempts").asInt() == tried);
      JsonNode now = delivery("never");
      assertEquals(attempt < 8 ? "WAITING" : "FAILED", now.get("state").asText(), now::toString);
      assertEquals(
          "cannot notify " + hooks.address("/broken") + ": it answered with status 500",
          now.get("message").asText());
      if (attempt < 8) {
        administrator
            .post("notifications/deliveries/" + now.get("id").asLong() + "/attempts")
            .is(204);
      }
    }
    long id = delivery("never").get("id").asLong();
    webhook("never", "/fine", List.of("hold-expired"));
    administrator.post("notifications/deliveries/" + id + "/attempts").is(204);
    telling.await("the last", () -> delivery("never").get("state").asText().equals("SENT"));
    administrator
        .post("notifications/deliveries/" + id + "/attempts")
        .isProblem(404, "cannot find delivery " + id + " that was not taken");
  }

  @Test
  void aMailServerThatRefusesIsQuoted() throws Exception {
    telling.mailbox("nobody", "unknown@example.org", "", "hold-expired");
    administrator.post("notifications/receivers/nobody/trial").is(204);
    telling.await("refusal", () -> delivery("nobody").path("attempts").asInt() > 0);
    String message = delivery("nobody").get("message").asText();
    assertTrue(message.contains("by 127.0.0.1: 550 no such user"), message);
  }

  @Test
  void whoIsAwaitedForLongIsRemindedOnceADayAndEndsOfHoldsAreToldOnce() throws Exception {
    Client manager = Client.with("patch-manager");
    Client approver = Client.with("approver");
    telling.mailbox("late", "late@example.org", approver.name(), "approval-reminder");
    webhook("holds", "/fine", List.of("hold-expired"));
    String first = archive.programs().getFirst();
    Map<String, Object> wanted =
        Map.of("title", "late", "patches", List.of(archive.patch(manager.api(), first)));
    long rollout = manager.post("rollouts", wanted).is(201).get("id").asLong();
    manager
        .post(
            "images/" + first + "/holds", Map.of("packageName", archive.shell(), "reason", "wait"))
        .is(201);
    try (DataDatabase database = DataDatabase.of(RunningWhittle.mariadb(), RunningWhittle.data())) {
      database.query(
          "update rollout set requested_at = requested_at - interval 2 day where id = " + rollout);
      database.query(
          "update hold set until = current_date - interval 1 day where package_name = '"
              + archive.shell()
              + "'");
    }

    JsonNode told = administrator.post("notifications/due").is(200);
    assertTrue(told.get("rollouts").asInt() >= 1, told::toString);
    assertEquals(1, told.get("holds").asInt(), told::toString);
    JsonNode again = administrator.post("notifications/due").is(200);
    assertEquals(0, again.get("rollouts").asInt() + again.get("holds").asInt());

    telling.await("reminder", () -> !mailTo("late@example.org").isEmpty());
    assertTrue(
        mailTo("late@example.org").stream().anyMatch(m -> m.contains("proposed it 48 hours ago")),
        () -> mailTo("late@example.org").toString());
    telling.await("end of the hold", () -> delivery("holds").path("state").asText().equals("SENT"));

    String plan = manager.get("rollouts/" + rollout).is(200).at("/plan/digest").asText();
    approver
        .post("rollouts/" + rollout + "/reject", Map.of("plan", plan, "comment", "too late"))
        .is(204);
  }

  @Test
  void wrongSettingsAreRefusedAndSecretsAreNamesOfFiles() {
    Answer answer =
        administrator.send(
            "PUT",
            "notifications/settings",
            Client.JSON,
            "{\"host\": \"mail\", \"sender\": \"w@example.org\", \"user\": \"w\","
                + " \"secret\": \"no-such-file\"}");
    answer.isProblem(400, "cannot read secret \"no-such-file\": there is no file that can be read");
    assertFalse(answer.body().contains("/secrets/"), answer::body);
  }

  private static JsonNode webhook(String name, String path, List<String> events) {
    return telling.webhook(name, hooks.address(path), events);
  }

  private static void settings(Map<String, Object> settings) {
    administrator.api().put("notifications/settings", settings);
  }

  private static List<String> mailTo(String address) {
    return mail.messages().stream()
        .filter(message -> message.startsWith("RCPT TO:<" + address + ">"))
        .toList();
  }

  private static JsonNode delivery(String receiver) {
    return telling.delivery(receiver, "");
  }

  private static String signature(String secret, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }
}
