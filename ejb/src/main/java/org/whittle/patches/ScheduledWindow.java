package org.whittle.patches;

import java.time.Instant;

/** The window that a rollout waits for, and when that opens, or opened if it is open. */
public record ScheduledWindow(String window, Instant opens) {}
