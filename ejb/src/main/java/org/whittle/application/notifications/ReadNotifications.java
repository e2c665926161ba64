package org.whittle.application.notifications;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.notifications.Deliveries;
import org.whittle.notifications.EventKind;
import org.whittle.notifications.NotificationSettings;
import org.whittle.notifications.Receivers;

/** Reads receivers, settings and what was sent. */
@Stateless
@RolesAllowed(Roles.OPERATOR)
public class ReadNotifications {
  @Inject private Receivers receivers;
  @Inject private Deliveries deliveries;
  @Inject private Caller caller;

  /** All receivers, by name. */
  public List<ReceiverView> receivers() {
    return receivers.all(caller.project()).stream().map(ReceiverView::of).toList();
  }

  /** One receiver. */
  public ReceiverView receiver(String name) {
    return ReceiverView.of(receivers.receiver(caller.project(), name));
  }

  /** How mail leaves, and when somebody is reminded. */
  public NotificationSettings settings() {
    return receivers.settings(caller.project());
  }

  /** Deliveries, newest first. */
  public Page<DeliveryRow> deliveries(PageRequest wanted) {
    return new Page<>(
        deliveries.newest(caller.project(), wanted.first(), wanted.size()).stream()
            .map(DeliveryRow::of)
            .toList(),
        deliveries.count(caller.project()));
  }

  /** What a receiver can wish to hear of. */
  public List<EventKind> events() {
    return Arrays.stream(EventKind.values()).filter(kind -> kind != EventKind.TRIAL).toList();
  }
}
