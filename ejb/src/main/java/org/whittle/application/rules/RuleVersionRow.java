package org.whittle.application.rules;

import java.time.Instant;

/**
 * A version of the rules.
 *
 * @param current whether builds obey it unless their blueprint pins another
 */
public record RuleVersionRow(
    int number,
    String digest,
    String reason,
    Instant createdAt,
    String createdBy,
    boolean current) {}
