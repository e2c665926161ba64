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
   * Whether a line of the script with the text is accounted for. A whole script is only if its text
   * is one that was read.
   */
  public boolean covers(String script, String text, String line) {
    return this.script.equals(script)
        && isKnown(text)
        && lines.stream().anyMatch(l -> Wildcard.matches(l, line.strip()));
  }

  private boolean isKnown(String text) {
    return digests.isEmpty()
        ? !lines.contains("*")
        : digests.stream().anyMatch(Digest.of(text).hex()::startsWith);
  }
}
