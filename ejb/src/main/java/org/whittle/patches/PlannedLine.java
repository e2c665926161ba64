package org.whittle.patches;

import java.util.Optional;
import org.whittle.kernel.Digest;

/**
 * What a plan says of one image, before anything is proposed.
 *
 * @param reason why; for people
 * @param input digest of every input of the rebuild, if there is to be one
 * @param sizeChangeKib of the closure
 */
public record PlannedLine(
    long imageId,
    String image,
    long fromVersionId,
    int fromVersion,
    long blueprintId,
    Disposition disposition,
    String reason,
    Optional<Digest> input,
    int packagesChanged,
    long sizeChangeKib) {}
