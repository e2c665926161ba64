package org.whittle.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.InvalidInput;

class NotificationSettingsTest {
  @Test
  void withoutAHostThereIsNoMail() {
    assertFalse(settings("", 25, "", "", "", "", 24).sendsMail());
    assertTrue(
        settings("mail.example.org", 587, "whittle", "smtp-password", "w@example.org", "", 0)
            .sendsMail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "mail host | 25 | '' | '' | w@example.org | '' | 24 | \"mail host\" is no name of a host",
        "mail      | 25 | '' | '' | nobody        | '' | 24 | \"nobody\" is no address of mail."
            + " Write it as in anna@example.org",
        "''        | 0  | '' | '' | ''            | '' | 24 | a port is a number from 1 to 65535",
        "''        | 25 | me | '' | ''            | '' | 24 | a user needs a secret, and a secret"
            + " a user",
        "''        | 25 | me | ../key | ''        | '' | 24 | \"../key\" is no name of a secret."
            + " Write the password to a file in the folder secrets of the data folder, and give"
            + " its name: small letters, digits and hyphens",
        "''        | 25 | '' | '' | ''  | whittle | 24 | \"whittle\" is no address of the web."
            + " Write it as in https://hooks.example.org/whittle, without a user in it",
        "''        | 25 | '' | '' | ''            | '' | -1 | reminders are after 1 to 720 hours,"
            + " or with 0 never"
      })
  void whatIsWrong(
      String host,
      int port,
      String user,
      String secret,
      String sender,
      String portal,
      int hours,
      String message) {
    InvalidInput refused =
        assertThrows(
            InvalidInput.class, () -> settings(host, port, user, secret, sender, portal, hours));
    assertEquals("cannot keep the settings: " + message, refused.messageWithRemedy());
  }

  private static NotificationSettings settings(
      String host, int port, String user, String secret, String sender, String portal, int hours) {
    return new NotificationSettings(
        host, port, MailSecurity.STARTTLS, user, secret, sender, portal, hours);
  }
}
