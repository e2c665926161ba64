package org.whittle.resolver;

/**
 * How good a chosen set is by one objective, and how much better a set might be at most.
 *
 * @param reached the figure of the chosen set
 * @param proved no set has a smaller figure than this, given the figures reached before
 */
public record Bound(Objective objective, long reached, long proved) {
  /** Whether no better set is possible. */
  public boolean tight() {
    return reached == proved;
  }

  /** What is left between what was reached and what was proved. */
  public long gap() {
    return reached - proved;
  }

  @Override
  public String toString() {
    return objective + " " + reached + (tight() ? "" : " (not proved: at least " + proved + ")");
  }
}
