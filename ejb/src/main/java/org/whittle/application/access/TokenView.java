package org.whittle.application.access;

import java.time.Instant;
import java.util.Optional;

/** An API token, without its secret. */
public record TokenView(
    long id, String label, Instant createdAt, Instant expiresAt, Optional<Instant> lastUsedAt) {}
