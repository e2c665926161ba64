package org.whittle.application.access;

import java.time.Instant;
import java.util.List;

/** A user as administrators see one. */
public record UserView(
    String name, String displayName, boolean enabled, List<String> roles, Instant createdAt) {}
