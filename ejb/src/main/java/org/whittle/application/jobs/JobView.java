package org.whittle.application.jobs;

import java.time.Instant;
import java.util.Optional;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.JobState;

/** A job and how far it is. */
public record JobView(
    long id,
    JobKind kind,
    String subject,
    JobState state,
    String startedBy,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String stage,
    long stageDone,
    long stageTotal,
    String message) {}
