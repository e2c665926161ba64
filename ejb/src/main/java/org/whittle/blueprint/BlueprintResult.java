package org.whittle.blueprint;

import java.util.Comparator;
import java.util.List;
import org.whittle.kernel.Digest;

/** What reading a blueprint's YAML comes to: the blueprint, or all that is wrong with the text. */
public sealed interface BlueprintResult {
  /**
   * The text is a blueprint.
   *
   * @param digest digest of the text's UTF-8 form, which is the blueprint's identity
   */
  record Parsed(Blueprint blueprint, Digest digest) implements BlueprintResult {}

  /**
   * The text is not a blueprint.
   *
   * @param problems all of them, in the order of the text; never empty
   */
  record Invalid(List<Problem> problems) implements BlueprintResult {
    /** Sorts and copies the problems. */
    public Invalid {
      problems =
          problems.stream()
              .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
              .toList();
    }
  }

  /**
   * Something wrong at a place of the text.
   *
   * @param line counted from 1
   * @param column counted from 1, in code points
   * @param message says what is wrong, "cannot X: Y"
   * @param remedy says what to do, as a sentence
   */
  record Problem(int line, int column, String message, String remedy) {
    /** The form {@code line:column: message. remedy}, as compilers write it. */
    @Override
    public String toString() {
      return line + ":" + column + ": " + message + ". " + remedy;
    }
  }
}
