package org.whittle.application.windows;

import java.time.Instant;

/** A time in which no window is open. */
public record BlackoutView(long id, String name, Instant from, Instant until, String zone) {}
