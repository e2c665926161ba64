package org.whittle.application.holds;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A hold that was not released.
 *
 * @param image its name; empty unless it is for one image
 * @param label empty unless it is for the images with a label
 * @param packageName of a binary package
 * @param versions those that may be installed, as bounds
 * @param owner who answers for it
 * @param until the last day
 * @param expired whether it keeps nothing back any more
 * @param expiredSince the first day on which it did not
 * @param images how many images that contain the package it speaks of
 * @param admitted how many versions on offer it lets in
 * @param clashes why it cannot be satisfied together with others
 */
public record HoldView(
    long id,
    HoldReach reach,
    String image,
    String label,
    String packageName,
    String versions,
    String reason,
    String owner,
    String placedBy,
    Instant createdAt,
    Optional<LocalDate> until,
    boolean expired,
    Optional<LocalDate> expiredSince,
    int images,
    int admitted,
    List<String> clashes) {
  /** Copies the list. */
  public HoldView {
    clashes = List.copyOf(clashes);
  }
}
