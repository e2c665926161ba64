package org.whittle.patches;

import java.util.Comparator;
import java.util.List;
import org.whittle.kernel.Digest;
import org.whittle.library.Verification;

/**
 * The exact plan of a rollout: a line for each image that it is about.
 *
 * @param verification what must be known of a version before channel {@code dev} follows it
 */
public record Plan(List<PlannedLine> lines, Verification verification) {
  /** Orders the lines: exceptions first, then by image. */
  public Plan {
    lines =
        lines.stream()
            .sorted(
                Comparator.comparing(
                        (PlannedLine line) -> line.disposition() == Disposition.REBUILD)
                    .thenComparing(PlannedLine::image))
            .toList();
  }

  /** A plan whose versions are tested before anything follows them. */
  public Plan(List<PlannedLine> lines) {
    this(lines, Verification.TESTS);
  }

  /** The digest of all lines and of how they are verified: what a decision is bound to. */
  public Digest digest() {
    StringBuilder text = new StringBuilder();
    if (verification != Verification.TESTS) {
      text.append("verification").append('\0').append(verification).append('\n');
    }
    for (PlannedLine line : lines) {
      text.append(line.image()).append('\0').append(line.fromVersion()).append('\0');
      text.append(line.blueprintId()).append('\0').append(line.disposition()).append('\0');
      text.append(line.input().map(Digest::hex).orElse("")).append('\n');
    }
    return Digest.of(text.toString());
  }
}
