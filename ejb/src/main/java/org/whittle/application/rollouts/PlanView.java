package org.whittle.application.rollouts;

import java.util.List;
import java.util.Optional;

/**
 * The exact plan of a rollout, ordered with exceptions first.
 *
 * @param estimatedMillis how long its rebuilds may take, by how long the last ones took
 * @param fit how that fits into the next window; empty if none opens
 */
public record PlanView(
    CauseView cause,
    String digest,
    List<PlanLine> lines,
    int rebuild,
    int held,
    int unaffected,
    int unresolvable,
    long sizeChangeKib,
    long estimatedMillis,
    Optional<WindowFit> fit) {}
