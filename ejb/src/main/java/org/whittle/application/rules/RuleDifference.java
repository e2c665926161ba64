package org.whittle.application.rules;

import java.util.List;
import org.whittle.library.RuleOrigin;

/** What differs between two versions of the rules. */
public record RuleDifference(int from, int to, List<FileChange> files) {
  /** A file that differs. */
  public record FileChange(RuleOrigin origin, String name, List<Line> lines) {}

  /** What became of a line. */
  public enum Kind {
    /** It is in both. */
    SAME,
    /** Only the later has it. */
    ADDED,
    /** Only the earlier has it. */
    REMOVED
  }

  /** A line of a file, with those around it that are in both. */
  public record Line(Kind kind, String text) {}
}
