package org.whittle.batch;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.whittle.application.Roles;
import org.whittle.application.notifications.SendNotifications;

/** Sends one notification on a thread of the container. */
@Stateless
@PermitAll
@RunAs(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationThread {
  @EJB private SendNotifications send;

  /** Returns at once. */
  @Asynchronous
  public void send(long delivery) {
    send.send(delivery);
  }
}
