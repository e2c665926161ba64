package org.whittle.application.jobs;

import java.time.Instant;
import java.util.Optional;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.JobState;

/**
 * A job and how far it is.
 *
 * @param inWindow whether it ends with the maintenance window that started it
 * @param stopAskedBy who asked it to stop, if somebody did
 */
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
    String message,
    boolean inWindow,
    Optional<String> stopAskedBy) {}
