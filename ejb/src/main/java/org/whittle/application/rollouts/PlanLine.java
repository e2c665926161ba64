package org.whittle.application.rollouts;

import java.util.Optional;
import java.util.Set;
import org.whittle.patches.CandidateVerdict;
import org.whittle.patches.Disposition;
import org.whittle.patches.LineState;
import org.whittle.patches.RolloutCause;

/**
 * What a rollout does, or did, with one image.
 *
 * @param verdict what the tests of its candidate said
 * @param candidate the number of the version that was tested
 * @param carries all causes that the rebuild brings; none if there is none
 */
public record PlanLine(
    String image,
    int fromVersion,
    Disposition disposition,
    String reason,
    Optional<String> inputDigest,
    Set<RolloutCause> carries,
    int packagesChanged,
    long sizeChangeKib,
    LineState state,
    String message,
    Optional<Integer> resultVersion,
    CandidateVerdict verdict,
    Optional<Integer> candidate) {}
