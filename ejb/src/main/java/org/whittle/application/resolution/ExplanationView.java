package org.whittle.application.resolution;

import java.util.List;
import java.util.Optional;

/**
 * Why there is no solution.
 *
 * @param text a line for each fact
 * @param core facts that cannot hold together, none of which can be spared
 * @param missing for each thing that nothing gives, the chain that leads to it
 */
public record ExplanationView(String text, List<Fact> core, List<List<Fact>> missing) {
  /**
   * One fact.
   *
   * @param kind {@code requested}, {@code requires}, {@code excludes} or {@code same-name}
   * @param by the package that it is a fact of; absent if requested
   * @param relation what is wanted or excluded, in the words of the package
   * @param options the packages that would give it, or that are excluded
   * @param nearMisses what comes to mind but does not help
   */
  public record Fact(
      String kind,
      Optional<String> by,
      String relation,
      List<String> options,
      List<String> nearMisses) {}
}
