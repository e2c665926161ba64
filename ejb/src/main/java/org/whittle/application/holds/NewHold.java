package org.whittle.application.holds;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What is to be held, as people write it; just one of image, label and library says for whom.
 *
 * @param label as {@code name=value}, or a name alone for any value
 * @param packageName of a binary package
 * @param versions those that may be installed: one alone, or bounds such as {@code >= 1, < 2};
 *     empty for an image: the one that it has
 * @param owner who answers for it; empty: the caller
 * @param until the last day
 */
public record NewHold(
    Optional<String> image,
    Optional<String> label,
    boolean library,
    String packageName,
    Optional<String> versions,
    String reason,
    Optional<String> owner,
    Optional<LocalDate> until) {

  /** A hold of an image on the version that it has. */
  public static NewHold ofImage(
      String image, String packageName, String reason, Optional<LocalDate> until) {
    return new NewHold(
        Optional.of(image),
        Optional.empty(),
        false,
        packageName,
        Optional.empty(),
        reason,
        Optional.empty(),
        until);
  }
}
