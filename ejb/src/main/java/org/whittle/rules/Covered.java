package org.whittle.rules;

import java.util.List;

/**
 * Lines of a maintainer script that a rule accounts for.
 *
 * @param script such as {@code postinst}
 * @param lines texts of lines without indentation; {@code *} stands for any text
 * @param because why they need not be run
 */
public record Covered(Position at, String script, List<String> lines, String because) {
  /** Copies the lines. */
  public Covered {
    lines = List.copyOf(lines);
  }

  /** Whether the line of the script is accounted for. */
  public boolean covers(String script, String line) {
    return this.script.equals(script)
        && lines.stream().anyMatch(l -> Wildcard.matches(l, line.strip()));
  }
}
