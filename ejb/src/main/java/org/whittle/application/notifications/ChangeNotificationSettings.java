package org.whittle.application.notifications;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.InvalidInput;
import org.whittle.notifications.NotificationSettings;
import org.whittle.notifications.Receivers;

/** Says how mail leaves, and when somebody is reminded. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ChangeNotificationSettings {
  @Inject private Receivers receivers;
  @Inject private SecretFiles secrets;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /**
   * Changes them.
   *
   * @throws InvalidInput if the secret that they name is not there
   */
  public void change(NotificationSettings settings) {
    if (!settings.secret().isEmpty()) {
      secrets.read(settings.secret());
    }
    receivers.change(caller.project(), settings);
    audited.record(
        "change notifications",
        "settings",
        settings.sendsMail()
            ? "mail by " + settings.host() + ":" + settings.port() + " from " + settings.sender()
            : "no mail");
  }
}
