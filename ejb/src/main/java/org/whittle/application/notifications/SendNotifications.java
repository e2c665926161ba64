package org.whittle.application.notifications;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Roles;
import org.whittle.kernel.Failure;
import org.whittle.notifications.Deliveries;
import org.whittle.notifications.Mail;
import org.whittle.notifications.MailAuthorities;
import org.whittle.notifications.NotificationSettings;
import org.whittle.notifications.ReceiverKind;
import org.whittle.notifications.Receivers;
import org.whittle.notifications.Webhook;

/** Sends what is due, outside any transaction. */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SendNotifications {
  private static final System.Logger LOG = System.getLogger(SendNotifications.class.getName());
  private static final Webhook WEBHOOK = new Webhook();

  @Inject private Deliveries deliveries;
  @Inject private Receivers receivers;
  @Inject private SecretFiles secrets;

  /** Claims what is due, one for each receiver; each is to be sent on a thread of its own. */
  public List<Long> claim(int most) {
    return deliveries.claim(most);
  }

  /** Sends what was claimed, and notes what became of it; a failure does not leave this method. */
  public void send(long delivery) {
    deliveries.task(delivery).ifPresent(this::send);
  }

  private void send(Deliveries.Task task) {
    try {
      NotificationSettings settings = receivers.settings(task.projectId());
      if (task.kind() == ReceiverKind.WEBHOOK) {
        WEBHOOK.send(task.target(), task.secret(), task.event(), settings.portal());
      } else {
        String password = settings.secret().isEmpty() ? "" : secrets.read(settings.secret());
        new Mail(
                settings,
                password,
                secrets.find(MailAuthorities.FILE).map(MailAuthorities::sockets))
            .send(task.target(), task.event());
      }
      deliveries.sent(task.id());
    } catch (Failure failure) {
      LOG.log(System.Logger.Level.INFO, "{0}", failure.getMessage());
      deliveries.failed(task.id(), failure.messageWithRemedy());
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "delivery " + task.id(), fault);
      deliveries.failed(task.id(), "an internal error; the server's log has its cause");
    }
  }
}
