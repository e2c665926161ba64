package org.whittle.notifications;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.whittle.kernel.InvalidInput;

/**
 * Who is told, and of what.
 *
 * @param target an address of mail or, for a webhook, of the web
 * @param user whose it is: of approvals that are awaited it hears only those that this user can
 *     give; empty: nobody's in particular, which hears of all
 */
public record Receiver(
    String name, ReceiverKind kind, String target, Optional<String> user, Set<EventKind> events) {
  /** RFC 5322, 3.4.1, as people write it: without quotes, comments and literals. */
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,250}");

  private static final int LONGEST = 1000;

  /**
   * Checks it, and copies the set.
   *
   * @throws InvalidInput if it is not well-formed
   */
  public Receiver {
    events = new TreeSet<>(events);
    events.remove(EventKind.TRIAL);
    if (!name.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
      throw new InvalidInput(
          "cannot keep receiver \"" + name + "\": that is no name",
          "Use up to 63 small letters, digits, dots and hyphens",
          null);
    }
    if (events.isEmpty()) {
      throw new InvalidInput(
          "cannot keep receiver " + name + ": it wishes to hear of nothing", "Choose events", null);
    }
    if (kind == ReceiverKind.MAIL) {
      checkMail("cannot keep receiver " + name, target);
    } else {
      checkWeb("cannot keep receiver " + name, target);
    }
  }

  /** Throws unless it is an address of mail. */
  static void checkMail(String cannot, String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new InvalidInput(
          cannot + ": \"" + address + "\" is no address of mail",
          "Write it as in anna@example.org",
          null);
    }
  }

  /** Throws unless it is an address of the web. */
  static void checkWeb(String cannot, String address) {
    InvalidInput wrong =
        new InvalidInput(
            cannot + ": \"" + address + "\" is no address of the web",
            "Write it as in https://hooks.example.org/whittle, without a user in it",
            null);
    try {
      URI uri = new URI(address);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
        throw wrong;
      }
    } catch (URISyntaxException e) {
      throw new InvalidInput(wrong.getMessage(), wrong.remedy().orElse(""), e);
    }
    if (address.length() > LONGEST) {
      throw wrong;
    }
  }
}
