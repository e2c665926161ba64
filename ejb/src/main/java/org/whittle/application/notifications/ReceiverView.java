package org.whittle.application.notifications;

import java.util.List;
import java.util.Optional;
import org.whittle.notifications.EventKind;
import org.whittle.notifications.Receiver;
import org.whittle.notifications.ReceiverKind;

/**
 * A receiver of notifications.
 *
 * @param target an address of mail or of the web
 * @param user whose it is
 * @param events what it wishes to hear of
 */
public record ReceiverView(
    String name, ReceiverKind kind, String target, Optional<String> user, List<EventKind> events) {
  /** Copies the list. */
  public ReceiverView {
    events = List.copyOf(events);
  }

  static ReceiverView of(Receiver receiver) {
    return new ReceiverView(
        receiver.name(),
        receiver.kind(),
        receiver.target(),
        receiver.user(),
        List.copyOf(receiver.events()));
  }
}
