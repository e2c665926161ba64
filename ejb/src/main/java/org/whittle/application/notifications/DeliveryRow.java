package org.whittle.application.notifications;

import java.time.Instant;
import java.util.Optional;
import org.whittle.notifications.Delivery;
import org.whittle.notifications.DeliveryState;
import org.whittle.notifications.EventKind;

/**
 * An event on its way to a receiver.
 *
 * @param nextAt when it is tried next, if it waits
 * @param message why it was not taken the last time; empty if it was
 */
public record DeliveryRow(
    long id,
    EventKind event,
    String subject,
    Instant at,
    String receiver,
    DeliveryState state,
    int attempts,
    Optional<Instant> nextAt,
    String message,
    Optional<Instant> endedAt) {
  static DeliveryRow of(Delivery delivery) {
    return new DeliveryRow(
        delivery.id(),
        delivery.event().kind(),
        delivery.event().subject(),
        delivery.event().at(),
        delivery.receiver(),
        delivery.state(),
        delivery.attempts(),
        delivery.state() == DeliveryState.WAITING
            ? Optional.of(delivery.notBefore())
            : Optional.empty(),
        delivery.message(),
        delivery.endedAt());
  }
}
