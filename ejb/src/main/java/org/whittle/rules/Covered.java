package org.whittle.rules;

import java.util.List;
import org.whittle.kernel.Digest;

/**
 * Lines of a maintainer script that a rule accounts for.
 *
 * @param script such as {@code postinst}
 * @param lines texts of lines without indentation; {@code *} stands for any text
 * @param because why they need not be run
 * @param digests beginnings of the digests that the script's text may have; empty: any text
 */
public record Covered(
    Position at, String script, List<String> lines, String because, List<String> digests) {
  /** Copies the lists. */
  public Covered {
    lines = List.copyOf(lines);
    digests = List.copyOf(digests);
  }

  /**
   * Whether it speaks of the script with the text. Of a whole script it does only if the text is
   * one that was read.
   */
  public boolean concerns(String script, String text) {
    return this.script.equals(script) && isKnown(text);
  }

  /** Whether a line of a script that it {@link #concerns} is accounted for. */
  public boolean covers(String line) {
    return lines.stream().anyMatch(l -> Wildcard.matches(l, line.strip()));
  }

  private boolean isKnown(String text) {
    if (digests.isEmpty()) {
      return !lines.contains("*");
    }
    String digest = Digest.of(text).hex();
    return digests.stream().anyMatch(digest::startsWith);
  }
}
