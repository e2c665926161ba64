package org.whittle.application.patches;

import java.time.Instant;
import org.whittle.patches.PatchState;

/**
 * A patch in a list.
 *
 * @param affectedImages images whose newest version contains an older binary of it
 * @param affectedByFile those in which a kept file differs
 * @param unknownByFile those for which that is not known yet
 * @param heldImages affected images that a hold keeps back
 */
public record PatchRow(
    long id,
    String sourceName,
    String oldVersion,
    String newVersion,
    String suite,
    Instant firstSeenAt,
    PatchState state,
    int binaries,
    int affectedImages,
    int affectedByFile,
    int unknownByFile,
    int heldImages) {}
