package org.whittle.application.rollouts;

import java.util.List;
import java.util.Optional;
import org.whittle.library.Verification;

/**
 * The exact plan of a rollout, ordered with exceptions first.
 *
 * @param verification what must be known of a version before channel {@code dev} follows it
 * @param passed how many candidates have passed their tests
 * @param failed how many have not
 * @param estimatedMillis how long its rebuilds may take, by how long the last ones took; what was
 *     tested is not built again
 * @param fit how that fits into the next window; empty if none opens
 */
public record PlanView(
    CauseView cause,
    Verification verification,
    String digest,
    List<PlanLine> lines,
    int rebuild,
    int held,
    int unaffected,
    int unresolvable,
    long sizeChangeKib,
    int passed,
    int failed,
    long estimatedMillis,
    Optional<WindowFit> fit) {}
