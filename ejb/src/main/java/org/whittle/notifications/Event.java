package org.whittle.notifications;

import java.time.Instant;

/**
 * What happened.
 *
 * @param subject a line, such as {@code rollout 5 is approved}
 * @param summary some more words; may be empty
 * @param path of the page about it, below the portal; may be empty
 */
public record Event(
    long id, EventKind kind, String subject, String summary, String path, Instant at) {}
