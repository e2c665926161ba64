package org.whittle.application.rollouts;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.whittle.application.library.BuildInputs;
import org.whittle.kernel.Digest;
import org.whittle.library.Verification;
import org.whittle.patches.BaseMoves;
import org.whittle.patches.Purpose;
import org.whittle.patches.Scope;

/**
 * What a rollout would be planned with: all that its wish leaves open is settled.
 *
 * @param rolled the patches that it is about, or that a newer base brings
 * @param basis all patches that compositions draw from, those approved before included
 * @param base the snapshots that its baseline moves to
 * @param rules the digest of the rules that it brings, if it brings some
 * @param verification what must be known of a version before channel {@code dev} follows it
 * @param choice what each image is built from
 */
record Terms(
    int projectId,
    Purpose purpose,
    Scope scope,
    List<Long> rolled,
    SortedSet<Long> basis,
    List<BaseMoves.Move> base,
    Optional<Digest> rules,
    String tools,
    Verification verification,
    BuildInputs.Choice choice) {}
