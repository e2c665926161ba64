package org.whittle.patches;

import java.util.Optional;
import java.util.Set;
import org.whittle.kernel.Digest;

/**
 * What a plan says of one image, before anything is proposed.
 *
 * @param reason why; for people
 * @param input digest of every input of the rebuild, if there is to be one
 * @param carries all causes that the rebuild brings; none if there is to be none
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
    Set<RolloutCause> carries,
    int packagesChanged,
    long sizeChangeKib) {
  /** Copies the causes, in their order. */
  public PlannedLine {
    carries = RolloutCauses.ordered(carries);
  }
}
