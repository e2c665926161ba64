package org.whittle.patches;

import java.time.Instant;

/** The window that a rollout waits for, and when that opens, or opened. */
public record ScheduledWindow(String window, Instant opens) {}
