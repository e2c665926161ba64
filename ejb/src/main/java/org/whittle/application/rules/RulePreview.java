package org.whittle.application.rules;

import java.util.List;

/**
 * What a change of the rules would alter.
 *
 * @param problems why the rules could not be used; then no image was looked at
 * @param images those with a version, the altered first, then those of which it cannot be said
 */
public record RulePreview(List<RuleProblem> problems, List<ImageChange> images) {
  /** What would become of an image. */
  public enum Outcome {
    /** Other files, or other contents. */
    ALTERED,
    /** It cannot be said. */
    UNKNOWN,
    /** Its blueprint pins another version of the rules. */
    PINNED,
    /** The same files with the same contents. */
    SAME
  }

  /**
   * What would become of the newest version of an image, were it built anew.
   *
   * @param reason why it cannot be said, or what is pinned; else empty
   * @param added how many files and links more
   * @param removed how many less
   * @param changed how many with other contents or attributes
   * @param bytes gained; negative if lost
   * @param examples some of the paths, each with {@code +}, {@code -} or {@code ~} before it
   */
  public record ImageChange(
      String image,
      int version,
      Outcome outcome,
      String reason,
      int added,
      int removed,
      int changed,
      long bytes,
      List<String> examples) {}
}
