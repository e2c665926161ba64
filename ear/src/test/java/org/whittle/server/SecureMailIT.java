package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.whittle.client.Api;
import org.whittle.notifications.MailSecurity;

/** Mail leaves over TLS and with a login, or waits and says why; no password is ever told. */
class SecureMailIT {
  private static final String RIGHT = "correct-horse-battery";
  private static final String WRONG = "wrong-horse-battery";
  private static final String SECRET = "secure-mail";
  private static final String RECEIVER = "secured";

  private Client administrator;
  private OwnCertificate certificate;

  @BeforeEach
  void prepare() throws Exception {
    administrator = Client.administrator();
    certificate = OwnCertificate.of("localhost", RunningWhittle.fresh("certificates"));
    secret(SECRET, RIGHT);
    Map<String, Object> receiver =
        Map.of("kind", "mail", "target", "anna@example.org", "events", List.of("hold-expired"));
    administrator.api().put(Api.path("notifications", "receivers", RECEIVER), receiver);
  }

  @AfterEach
  void forget() throws Exception {
    administrator.send("DELETE", "notifications/receivers/" + RECEIVER, "", "").is(204);
    administrator.api().put("notifications/settings", Map.of("host", ""));
    Files.deleteIfExists(secrets().resolve(SECRET));
    Files.deleteIfExists(secrets().resolve("mail-authorities.pem"));
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void mailLeavesOverTlsWithALogin(MailSecurity security) throws Exception {
    secret("mail-authorities.pem", certificate.pem());
    try (LoopbackMail mail = LoopbackMail.serve(security, certificate.context(), RIGHT)) {
      send(security.name(), mail.port());
      assertEquals("SENT", delivery().get("state").asText(), this::said);
      assertTrue(mail.messages().getFirst().contains("this is a trial"), mail.messages()::toString);
    }
    assertNobodyWasToldThePassword();
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void aCertificateThatIsNotTrustedIsNotUsedAndMailWaits(MailSecurity security) throws Exception {
    try (LoopbackMail mail = LoopbackMail.serve(security, certificate.context(), RIGHT)) {
      send(security.name(), mail.port());
      assertEquals(
          "cannot notify anna@example.org by localhost: its certificate is not one that is trusted"
              + " for this name. Give the name that the certificate has; or write the certificate"
              + " of its authority, in PEM, to the file mail-authorities.pem of the folder secrets",
          waits());
      assertEquals(List.of(), mail.messages());

      secret("mail-authorities.pem", certificate.pem());
      again();
      assertEquals("SENT", delivery().get("state").asText(), this::said);
      assertEquals(1, mail.messages().size());
    }
    assertNobodyWasToldThePassword();
  }

  @Test
  void aCertificateForAnotherNameIsNotTrustedEither() throws Exception {
    OwnCertificate other = OwnCertificate.of("mail.example.org", RunningWhittle.fresh("other"));
    secret("mail-authorities.pem", other.pem());
    try (LoopbackMail mail = LoopbackMail.serve(MailSecurity.TLS, other.context(), RIGHT)) {
      send("TLS", mail.port());
      assertTrue(
          waits().contains("its certificate is not one that is trusted for this name"), this::said);
      assertEquals(List.of(), mail.messages());
    }
  }

  @Test
  void aWrongPasswordIsSaidToBeWrongAndNotRepeatedThoughTheServerDoes() throws Exception {
    secret("mail-authorities.pem", certificate.pem());
    secret(SECRET, WRONG);
    try (LoopbackMail mail = LoopbackMail.serve(MailSecurity.TLS, certificate.context(), RIGHT)) {
      send("TLS", mail.port());
      assertEquals(
          "cannot notify anna@example.org by localhost: it refuses user whittle or the password:"
              + " 535 5.7.8 not with \"AUTH PLAIN ***\". Write the password to the file"
              + " \"secure-mail\" of the folder secrets",
          waits());

      secret(SECRET, RIGHT);
      again();
      assertEquals("SENT", delivery().get("state").asText(), this::said);
    }
    assertNobodyWasToldThePassword();
  }

  @Test
  void whoDoesNotOfferTlsGetsNeitherMailNorPassword() throws Exception {
    try (LoopbackMail mail = LoopbackMail.serve()) {
      send("STARTTLS", mail.port());
      assertEquals(
          "cannot notify anna@example.org by localhost: STARTTLS is required but host does not"
              + " support STARTTLS",
          waits());
      send("TLS", mail.port());
      assertTrue(
          waits()
              .startsWith(
                  "cannot notify anna@example.org by localhost: TLS cannot be agreed on at port "
                      + mail.port()),
          this::said);
      assertEquals(List.of(), mail.messages());
    }
    assertNobodyWasToldThePassword();
  }

  @Test
  void authoritiesThatCannotBeReadAreSaidToBe() throws Exception {
    secret("mail-authorities.pem", "not a certificate");
    try (LoopbackMail mail = LoopbackMail.serve(MailSecurity.TLS, certificate.context(), RIGHT)) {
      send("TLS", mail.port());
      assertEquals(
          "cannot read secret \"mail-authorities.pem\": it has no certificates. Write certificates"
              + " in PEM to it, or remove it",
          waits());
    }
  }

  private static Path secrets() {
    return RunningWhittle.data().resolve("secrets");
  }

  private static void secret(String name, String text) throws Exception {
    Files.writeString(secrets().resolve(name), text + "\n");
  }

  /** Says how mail leaves, and sends a trial; the first attempt has ended when this returns. */
  private void send(String security, int port) throws Exception {
    administrator
        .api()
        .put(
            "notifications/settings",
            Map.of(
                "host",
                "localhost",
                "port",
                port,
                "security",
                security.toLowerCase(Locale.ROOT),
                "user",
                LoopbackMail.USER,
                "secret",
                SECRET,
                "sender",
                "whittle@example.org"));
    long before = delivery().path("id").asLong();
    administrator.post("notifications/receivers/" + RECEIVER + "/trial").is(204);
    await(now -> now.path("id").asLong() > before && now.path("attempts").asInt() > 0);
  }

  private void again() throws Exception {
    JsonNode before = delivery();
    int attempts = before.get("attempts").asInt();
    administrator
        .post("notifications/deliveries/" + before.get("id").asLong() + "/attempts")
        .is(204);
    await(now -> now.get("attempts").asInt() > attempts);
  }

  private void await(Predicate<JsonNode> there) throws Exception {
    for (int i = 0; i < 300; i++) {
      if (there.test(delivery())) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("it was not tried: " + said());
  }

  /** Why the newest waits. */
  private String waits() {
    JsonNode now = delivery();
    assertEquals("WAITING", now.get("state").asText(), this::said);
    return now.get("message").asText();
  }

  private JsonNode delivery() {
    for (JsonNode row :
        administrator.get("notifications/deliveries?size=200").is(200).get("rows")) {
      if (row.get("receiver").asText().equals(RECEIVER)) {
        return row;
      }
    }
    return MissingNode.getInstance();
  }

  private String said() {
    return delivery().toString();
  }

  private void assertNobodyWasToldThePassword() throws Exception {
    String told =
        administrator.get("notifications/settings").body()
            + administrator.get("notifications/deliveries?size=200").body()
            + administrator.get("notifications/receivers?size=200").body()
            + administrator.get("audit?size=500").body()
            + Files.readString(RunningWhittle.data().resolve("server/log/server.log"));
    for (String password : List.of(RIGHT, WRONG)) {
      assertFalse(told.contains(password), "the password is told");
      for (String proof : List.of("", "\0whittle\0", "whittle\0whittle\0")) {
        byte[] packed = (proof + password).getBytes(StandardCharsets.UTF_8);
        assertFalse(
            told.contains(Base64.getEncoder().encodeToString(packed)), "it is told, packed");
      }
    }
    assertTrue(told.contains("secure-mail"), "the file's name is");
  }
}
