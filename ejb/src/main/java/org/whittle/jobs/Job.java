package org.whittle.jobs;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run of long work, as its row says.
 *
 * @param subject what it works on, for people
 * @param subjectId the number of what it works on, if that has one
 * @param stage a word for what it does now; empty before it runs
 * @param message how it ended, for people
 * @param inWindow whether it ends with the maintenance window that started it
 * @param stopAskedBy who asked it to stop, if somebody did
 * @param attempt how often its work was begun, servers that stopped included
 */
public record Job(
    long id,
    JobKind kind,
    String subject,
    OptionalLong subjectId,
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
    Optional<String> stopAskedBy,
    int attempt) {}
