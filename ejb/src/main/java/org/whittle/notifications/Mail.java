package org.whittle.notifications;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.whittle.kernel.Unavailable;

/**
 * Sends events by mail.
 *
 * <p>An event has the same {@code Message-ID} at each attempt, so that a mail server or a reader
 * can tell what it has had. Safe for use by any thread.
 */
public final class Mail {
  private static final String PATIENCE_MILLIS = "10000";

  private final NotificationSettings settings;
  private final String password;
  private final Optional<SSLSocketFactory> sockets;

  /**
   * By a mail server.
   *
   * @param password of the user that the settings name; empty if there is none
   * @param sockets for TLS; empty: those that trust what this machine's Java trusts
   */
  public Mail(NotificationSettings settings, String password, Optional<SSLSocketFactory> sockets) {
    this.settings = settings;
    this.password = password;
    this.sockets = sockets;
  }

  /**
   * Sends an event.
   *
   * @throws Unavailable if the mail server did not take it
   */
  public void send(String target, Event event) {
    if (!settings.sendsMail()) {
      throw new Unavailable(
          "cannot notify " + target + ": no mail server is set",
          "Set one under Settings, Notifications",
          null);
    }
    try {
      Transport.send(message(target, event));
    } catch (MessagingException e) {
      throw new MailRefusal(settings, password).of(target, e);
    }
  }

  private MimeMessage message(String target, Event event) throws MessagingException {
    String domain = settings.sender().substring(settings.sender().indexOf('@') + 1);
    MimeMessage message =
        new MimeMessage(session()) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<whittle-" + event.id() + "@" + domain + ">");
          }
        };
    message.setFrom(new InternetAddress(settings.sender(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(target, true));
    message.setSubject("[Whittle] " + event.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(event.at()));
    // RFC 3834, 5: so that nobody's absence is told to it.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Whittle-Event", event.kind().word());
    message.setText(text(event), StandardCharsets.UTF_8.name());
    return message;
  }

  private String text(Event event) {
    StringBuilder text = new StringBuilder(event.subject()).append(".\r\n");
    if (!event.summary().isEmpty()) {
      text.append("\r\n").append(event.summary()).append("\r\n");
    }
    String link = Payload.address(event, settings.portal());
    if (!link.isEmpty()) {
      text.append("\r\n").append(link).append("\r\n");
    }
    return text.toString();
  }

  private Session session() {
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.from", settings.sender());
    properties.put("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
    properties.put("mail.smtp.timeout", PATIENCE_MILLIS);
    properties.put("mail.smtp.writetimeout", PATIENCE_MILLIS);
    boolean starts = settings.security() == MailSecurity.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(starts));
    properties.put("mail.smtp.starttls.required", Boolean.toString(starts));
    properties.put(
        "mail.smtp.ssl.enable", Boolean.toString(settings.security() == MailSecurity.TLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    sockets.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    if (settings.user().isEmpty()) {
      return Session.getInstance(properties);
    }
    properties.put("mail.smtp.auth", "true");
    return Session.getInstance(
        properties,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(settings.user(), password);
          }
        });
  }
}
