package org.whittle.patches;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.whittle.kernel.Digest;

/** A line of a rollout's plan and what became of it. */
public record RolloutLine(
    long id,
    long rolloutId,
    long imageId,
    String image,
    int fromVersion,
    Disposition disposition,
    String reason,
    Optional<Digest> input,
    Set<RolloutCause> carries,
    int packagesChanged,
    long sizeChangeKib,
    LineState state,
    String message,
    OptionalInt resultVersion,
    CandidateVerdict verdict,
    OptionalInt candidate) {}
