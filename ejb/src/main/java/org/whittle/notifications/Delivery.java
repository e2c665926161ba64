package org.whittle.notifications;

import java.time.Instant;
import java.util.Optional;

/**
 * An event on its way to a receiver.
 *
 * @param attempts how often it was tried
 * @param notBefore when it is tried next, if it waits
 * @param message why it was not taken the last time; empty if it was
 */
public record Delivery(
    long id,
    Event event,
    String receiver,
    DeliveryState state,
    int attempts,
    Instant notBefore,
    String message,
    Optional<Instant> endedAt) {}
