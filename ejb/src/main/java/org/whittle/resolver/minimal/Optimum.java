package org.whittle.resolver.minimal;

import java.util.Optional;

/**
 * The best solution that was found, and what was proved of it.
 *
 * <p>Immutable.
 */
public final class Optimum {
  private final boolean[] values;
  private final long[] reached;
  private final long[] proved;
  private final int undecided;

  private Optimum(boolean[] values, long[] reached, long[] proved, int undecided) {
    this.values = values;
    this.reached = reached;
    this.proved = proved;
    this.undecided = undecided;
  }

  /** The best solution of a problem as far as the effort goes; empty if there is none at all. */
  public static Optional<Optimum> of(Problem problem, Effort effort) {
    Optimizer optimizer = new Optimizer(problem, new Meter(effort));
    if (!optimizer.isSolvable()) {
      return Optional.empty();
    }
    Incumbent best = optimizer.optimize();
    return Optional.of(
        new Optimum(best.values(), best.reached(), optimizer.proved(), optimizer.undecided()));
  }

  /** Whether a variable is true. */
  public boolean isTrue(int variable) {
    return values[variable];
  }

  /** What the solution costs in a stage. */
  public long reached(int stage) {
    return reached[stage];
  }

  /** No solution that is as good in the stages before costs less than this. */
  public long proved(int stage) {
    return proved[stage];
  }

  /** How many groups of the order have not been looked at. */
  public int undecided() {
    return undecided;
  }
}
