package org.whittle.rules;

import java.util.Comparator;

/** What is wrong in a rule file, and where; ordered as a reader goes through the files. */
public record Problem(Position at, String message) implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing((Problem p) -> p.at().file())
          .thenComparingInt(p -> p.at().line())
          .thenComparingInt(p -> p.at().column())
          .thenComparing(Problem::message);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** The form {@code file:line:column: message}. */
  @Override
  public String toString() {
    return at + ": " + message;
  }
}
