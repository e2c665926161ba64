package org.whittle.resolver;

import java.util.List;
import java.util.stream.Stream;
import org.whittle.format.PackageId;

/** Puts the consequence of a change into words. */
public final class WhatIfText {
  private final StringBuilder text = new StringBuilder();

  private final Phrases phrases;

  private WhatIfText(Phrases phrases) {
    this.phrases = phrases;
  }

  /** What would become of the packages; each line ends with a line feed. */
  public static String of(WhatIf whatIf) {
    WhatIfText report = new WhatIfText(new Phrases(spoken(whatIf.consequence())));
    String change = change(whatIf.change());
    switch (whatIf.consequence()) {
      case WhatIf.Consequence.Impossible impossible -> {
        report.text.append(change).append(", there is no solution any more:\n");
        ExplanationText.of(impossible.explanation()).lines().forEach(report::line);
      }
      case WhatIf.Consequence.Difference difference -> report.difference(change, difference);
    }
    return report.text.toString();
  }

  private static Stream<PackageId> spoken(WhatIf.Consequence consequence) {
    return switch (consequence) {
      case WhatIf.Consequence.Impossible impossible -> Spoken.of(impossible.explanation());
      case WhatIf.Consequence.Difference difference ->
          Stream.of(
                  difference.removed().stream(),
                  difference.added().stream(),
                  difference.changed().stream().map(each -> each.from()))
              .flatMap(ids -> ids);
    };
  }

  private static String change(WhatIf.Change change) {
    return switch (change) {
      case WhatIf.Change.Dropped dropped -> "without " + dropped.name();
      case WhatIf.Change.Held held ->
          "with " + held.hold().name() + " held at " + held.hold().range();
      case WhatIf.Change.Banned banned -> "with " + banned.ban() + " banned";
    };
  }

  private void difference(String change, WhatIf.Consequence.Difference difference) {
    if (difference.isNothing()) {
      text.append(change).append(", nothing changes.\n");
      return;
    }
    text.append(change).append(":\n");
    lines("removed", difference.removed());
    lines("added", difference.added());
    difference
        .changed()
        .forEach(
            each -> line("changed " + phrases.name(each.from()) + " to " + each.to().version()));
    line(size(difference.bytes()));
  }

  private static String size(long bytes) {
    return bytes == 0
        ? "the installed size stays the same"
        : "the installed size "
            + (bytes < 0 ? "shrinks" : "grows")
            + " by "
            + Math.abs(bytes)
            + " bytes";
  }

  private void lines(String word, List<PackageId> ids) {
    ids.forEach(id -> line(word + " " + phrases.name(id)));
  }

  private void line(String words) {
    text.append("  ").append(words).append('\n');
  }
}
