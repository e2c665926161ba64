package org.whittle.application.patches;

import java.time.Instant;
import java.util.Optional;
import org.whittle.advisory.Severity;
import org.whittle.advisory.Urgency;
import org.whittle.patches.PatchState;

/**
 * A patch in a list.
 *
 * @param affectedImages images whose newest version contains an older binary of it
 * @param affectedByFile those in which a kept file differs
 * @param unknownByFile those for which that is not known yet
 * @param heldImages affected images that a hold keeps back
 * @param advisories how many vulnerabilities it is known to mend
 * @param severity of the gravest of them
 * @param urgency the highest that its changelog says; empty if it says none, or was not read
 * @param told whether its changelog was read back to the old version: else there may be more
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
    int heldImages,
    int advisories,
    Severity severity,
    Optional<Urgency> urgency,
    boolean told) {}
