package org.whittle.notifications;

import java.util.regex.Pattern;
import org.whittle.kernel.InvalidInput;

/**
 * How mail leaves, what links begin with, and when somebody is reminded.
 *
 * @param host the mail server; empty: no mail is sent
 * @param user to log in with there; empty: nobody
 * @param secret the name of the file in the folder of secrets that holds the password
 * @param sender the address that mail comes from
 * @param portal the portal's address as people reach it; empty: no links
 * @param reminderHours for how long a rollout awaits approval before those who may are reminded,
 *     once a day; 0: never
 */
public record NotificationSettings(
    String host,
    int port,
    MailSecurity security,
    String user,
    String secret,
    String sender,
    String portal,
    int reminderHours) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,253})?");
  private static final Pattern FILE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /**
   * Checks them.
   *
   * @throws InvalidInput if they are not well-formed
   */
  public NotificationSettings {
    String cannot = "cannot keep the settings";
    if (!host.isEmpty()) {
      if (!HOST.matcher(host).matches()) {
        throw new InvalidInput(cannot + ": \"" + host + "\" is no name of a host");
      }
      Receiver.checkMail(cannot, sender);
    }
    if (port < 1 || port > 65535) {
      throw new InvalidInput(cannot + ": a port is a number from 1 to 65535");
    }
    if (user.isEmpty() != secret.isEmpty()) {
      throw new InvalidInput(cannot + ": a user needs a secret, and a secret a user");
    }
    if (!secret.isEmpty() && !FILE.matcher(secret).matches()) {
      throw new InvalidInput(
          cannot + ": \"" + secret + "\" is no name of a secret",
          "Write the password to a file in the folder secrets of the data folder, and give its"
              + " name: small letters, digits and hyphens",
          null);
    }
    if (!portal.isEmpty()) {
      Receiver.checkWeb(cannot, portal);
    }
    if (reminderHours < 0 || reminderHours > 720) {
      throw new InvalidInput(cannot + ": reminders are after 1 to 720 hours, or with 0 never");
    }
  }

  /** Whether mail can leave. */
  public boolean sendsMail() {
    return !host.isEmpty();
  }
}
