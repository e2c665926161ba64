package org.whittle.application.rollouts;

import java.time.Instant;
import java.util.Optional;
import org.whittle.patches.RolloutCause;
import org.whittle.patches.RolloutState;

/**
 * A rollout in a list.
 *
 * @param outstanding versions that were published before their tests and wait for them
 */
public record RolloutRow(
    long id,
    String title,
    RolloutCause cause,
    String scope,
    RolloutState state,
    String requestedBy,
    Instant requestedAt,
    int patches,
    int images,
    int done,
    int failed,
    int rolledBack,
    int outstanding,
    Optional<String> decidedBy) {}
