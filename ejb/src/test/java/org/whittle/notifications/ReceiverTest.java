package org.whittle.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.InvalidInput;

class ReceiverTest {
  private static final String MAIL_REMEDY = ". Write it as in anna@example.org";
  private static final String WEB_REMEDY =
      ". Write it as in https://hooks.example.org/whittle, without a user in it";

  @ParameterizedTest
  @CsvSource({
    "MAIL, anna@example.org",
    "MAIL, o'neill+whittle@mail.example.org",
    "WEBHOOK, https://hooks.example.org/a?b=c",
    "WEBHOOK, http://127.0.0.1:8080/"
  })
  void addresses(ReceiverKind kind, String target) {
    assertEquals(target, receiver("ops", kind, target).target());
  }

  @ParameterizedTest
  @CsvSource({
    "anna",
    "@example.org",
    "anna@",
    "anna@example.org evil",
    "'a@b,c@d'",
    "'Anna <anna@example.org>'"
  })
  void noAddressOfMail(String target) {
    assertEquals(
        "cannot keep receiver ops: \"" + target + "\" is no address of mail" + MAIL_REMEDY,
        refused("ops", ReceiverKind.MAIL, target));
  }

  @ParameterizedTest
  @CsvSource({
    "hooks.example.org",
    "ftp://example.org/",
    "file:///etc/passwd",
    "https:///path",
    "http://user:secret@example.org/",
    "https://example.org/#here",
    "http://a b/"
  })
  void noAddressOfTheWeb(String target) {
    assertEquals(
        "cannot keep receiver ops: \"" + target + "\" is no address of the web" + WEB_REMEDY,
        refused("ops", ReceiverKind.WEBHOOK, target));
  }

  @Test
  void noNameAndNoEvent() {
    assertEquals(
        "cannot keep receiver \"Ops!\": that is no name. Use up to 63 small letters, digits, dots"
            + " and hyphens",
        refused("Ops!", ReceiverKind.MAIL, "anna@example.org"));
    InvalidInput nothing =
        assertThrows(
            InvalidInput.class,
            () ->
                new Receiver(
                    "ops",
                    ReceiverKind.MAIL,
                    "anna@example.org",
                    Optional.empty(),
                    Set.of(EventKind.TRIAL)));
    assertEquals(
        "cannot keep receiver ops: it wishes to hear of nothing. Choose events",
        nothing.messageWithRemedy());
  }

  private static String refused(String name, ReceiverKind kind, String target) {
    return assertThrows(InvalidInput.class, () -> receiver(name, kind, target)).messageWithRemedy();
  }

  private static Receiver receiver(String name, ReceiverKind kind, String target) {
    return new Receiver(name, kind, target, Optional.empty(), Set.of(EventKind.JOB_FAILED));
  }
}
