package org.whittle.patches;

import java.util.Comparator;
import java.util.List;
import org.whittle.kernel.Digest;

/** The exact plan of a rollout: a line for each image that it is about. */
public record Plan(List<PlannedLine> lines) {
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

  /** The digest of all lines: what a decision is bound to. */
  public Digest digest() {
    StringBuilder text = new StringBuilder();
    for (PlannedLine line : lines) {
      text.append(line.image()).append('\0').append(line.fromVersion()).append('\0');
      text.append(line.blueprintId()).append('\0').append(line.disposition()).append('\0');
      text.append(line.input().map(Digest::hex).orElse("")).append('\n');
    }
    return Digest.of(text.toString());
  }
}
