package org.whittle.jobs;

import java.time.Instant;

/** A piece of a job's work that has ended. */
public record JobItem(String subject, String state, String message, Instant endedAt) {}
