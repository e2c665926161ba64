package org.whittle.application.resolution;

import java.util.List;
import java.util.Optional;
import org.whittle.resolver.Objective;

/**
 * What came of a question.
 *
 * @param packages by name; empty if there is no solution
 * @param installedBytes of all packages, as they say themselves
 * @param downloadBytes of all archives
 * @param millis how long the resolver took, without reading indices
 * @param bounds how good the choice is by each objective of the mode
 * @param explanation why there is no solution; absent if there is one
 */
public record ResolutionView(
    List<Line> packages,
    long installedBytes,
    long downloadBytes,
    double millis,
    Optimality optimality,
    List<BoundView> bounds,
    Optional<ExplanationView> explanation) {
  /**
   * One package.
   *
   * @param installedBytes as it says itself; 0 if it says nothing
   * @param requested whether it was asked for by name
   * @param chosenBy the package that needs it; absent if requested
   * @param relation what that package needs, in its own words
   */
  public record Line(
      String name,
      String version,
      String architecture,
      long installedBytes,
      long downloadBytes,
      boolean requested,
      Optional<String> chosenBy,
      Optional<String> relation) {}

  /** A figure that was made small, and what it is proved to be at least. */
  public record BoundView(Objective objective, long reached, long proved) {}

  /** Whether there is a solution. */
  public boolean resolved() {
    return explanation.isEmpty();
  }
}
