package org.whittle.application.rollouts;

import java.util.Optional;
import org.whittle.patches.Disposition;
import org.whittle.patches.LineState;

/** What a rollout does, or did, with one image. */
public record PlanLine(
    String image,
    int fromVersion,
    Disposition disposition,
    String reason,
    Optional<String> inputDigest,
    int packagesChanged,
    long sizeChangeKib,
    LineState state,
    String message,
    Optional<Integer> resultVersion) {}
