package org.whittle.notifications;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.whittle.kernel.Unavailable;

/**
 * Says why a mail server did not take a message, and what to do about it, without the password,
 * which a server may well repeat.
 */
final class MailRefusal {
  private static final String HIDDEN = "***";
  private static final Pattern PACKED = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");

  private final NotificationSettings settings;
  private final String password;

  MailRefusal(NotificationSettings settings, String password) {
    this.settings = settings;
    this.password = password;
  }

  /** The failure that tells it. */
  Unavailable of(String target, MessagingException refused) {
    Throwable innermost = innermost(refused);
    String cannot = "cannot notify " + target + " by " + settings.host() + ": ";
    if (refused instanceof AuthenticationFailedException) {
      return new Unavailable(
          cannot + "it refuses user " + settings.user() + " or the password: " + words(innermost),
          "Write the password to the file \"" + settings.secret() + "\" of the folder secrets",
          null);
    }
    if (isDistrust(refused)) {
      return new Unavailable(
          cannot + "its certificate is not one that is trusted for this name",
          "Give the name that the certificate has; or write the certificate of its authority, in"
              + " PEM, to the file "
              + MailAuthorities.FILE
              + " of the folder secrets",
          null);
    }
    return new Unavailable(cannot + reason(innermost), refused);
  }

  private String reason(Throwable innermost) {
    return switch (innermost) {
      case UnknownHostException unknown -> "there is no host of that name";
      case SocketTimeoutException late -> "no answer in time";
      case ConnectException nobody -> "nobody answers at port " + settings.port();
      case SSLException tls ->
          "TLS cannot be agreed on at port " + settings.port() + ": " + words(tls);
      default -> words(innermost);
    };
  }

  /** What was said, on one line. */
  private String words(Throwable innermost) {
    String message = innermost.getMessage();
    return message == null
        ? innermost.getClass().getSimpleName()
        : hidden(message.strip().replaceAll("\\s+", " "));
  }

  /** The text without the password, plain or packed with whatever else. */
  private String hidden(String text) {
    return password.isEmpty()
        ? text
        : PACKED
            .matcher(text.replace(password, HIDDEN))
            .replaceAll(
                token -> tells(token.group()) ? HIDDEN : Matcher.quoteReplacement(token.group()));
  }

  private boolean tells(String token) {
    try {
      byte[] unpacked = Base64.getDecoder().decode(token);
      return new String(unpacked, StandardCharsets.UTF_8).contains(password);
    } catch (IllegalArgumentException e) {
      // It is not packed, and so tells nothing that was not looked for already.
      return false;
    }
  }

  private static boolean isDistrust(MessagingException refused) {
    for (Throwable cause : causes(refused)) {
      if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
        return true;
      }
      String message = String.valueOf(cause.getMessage());
      if (message.startsWith("Can't verify identity of server")) {
        return true;
      }
    }
    return false;
  }

  private static Throwable innermost(MessagingException refused) {
    Throwable innermost = refused;
    while (innermost instanceof MessagingException outer && outer.getNextException() != null) {
      innermost = outer.getNextException();
    }
    return innermost;
  }

  private static List<Throwable> causes(MessagingException refused) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = innermost(refused);
        cause != null && causes.size() < 20;
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
