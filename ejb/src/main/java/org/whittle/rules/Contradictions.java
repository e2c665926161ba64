package org.whittle.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an author says both ways: the same pattern kept and dropped by the same layer under the same
 * condition, or dropped always.
 *
 * <p>Under different conditions a drop is an exception to what is kept, and wins; of two layers the
 * later wins.
 */
final class Contradictions {
  private Contradictions() {}

  /**
   * A part and when it applies.
   *
   * @param when empty if it applies only where another slice needs it
   */
  private record Conditional(Optional<When> when, Part part) {
    boolean isContradictedBy(Conditional drop) {
      return part.equals(drop.part)
          || drop.when.filter(When.ALWAYS::equals).isPresent()
          || (when.isPresent() && when.equals(drop.when));
    }
  }

  static List<Problem> in(RuleLayer layer) {
    List<Conditional> parts = new ArrayList<>();
    RuleCheck.files(layer)
        .forEach(
            file -> {
              file.packages()
                  .forEach(
                      p -> p.slices().forEach(s -> parts.add(new Conditional(s.when(), s.part()))));
              file.rules()
                  .forEach(r -> parts.add(new Conditional(Optional.of(r.when()), r.part())));
            });
    List<Problem> problems = new ArrayList<>();
    for (Conditional drop : parts) {
      for (Part.Pattern dropped : drop.part().drop()) {
        kept(parts, drop, dropped.glob())
            .ifPresent(
                kept ->
                    problems.add(
                        new Problem(
                            dropped.at(),
                            "cannot drop \""
                                + dropped.glob()
                                + "\": it is kept at "
                                + kept.at().inFile())));
      }
    }
    return problems;
  }

  private static Optional<Part.Pattern> kept(
      List<Conditional> parts, Conditional drop, Glob dropped) {
    return parts.stream()
        .filter(keep -> keep.isContradictedBy(drop))
        .flatMap(keep -> keep.part().keep().stream())
        .filter(keep -> keep.glob().equals(dropped))
        .findFirst();
  }
}
