package org.whittle.resolver.minimal;

import java.util.List;

/** The best solution so far, and what it costs in each stage. */
final class Incumbent {
  private final Problem problem;
  private final Search search;
  private final boolean[] values;
  private final long[] reached;

  /** Starts with the solution that the search has just found. */
  Incumbent(Problem problem, Search search) {
    this.problem = problem;
    this.search = search;
    this.values = new boolean[problem.variables()];
    this.reached = new long[problem.stages().size()];
    take();
  }

  /** Takes the solution that the search has just found if it costs less in a stage. */
  void offer(int stage) {
    if (cost(stages().get(stage)) < reached[stage]) {
      take();
    }
  }

  /** Takes the solution that the search has just found. */
  void take() {
    for (int i = 0; i < values.length; i++) {
      values[i] = search.isTrue(i);
    }
    for (int i = 0; i < reached.length; i++) {
      reached[i] = cost(stages().get(i));
    }
  }

  boolean isTrue(int variable) {
    return values[variable];
  }

  long reached(int stage) {
    return reached[stage];
  }

  Problem.Stage stage(int stage) {
    return stages().get(stage);
  }

  boolean[] values() {
    return values.clone();
  }

  long[] reached() {
    return reached.clone();
  }

  private List<Problem.Stage> stages() {
    return problem.stages();
  }

  private long cost(Problem.Stage stage) {
    long sum = stage.base();
    for (int i = 0; i < stage.size(); i++) {
      if (search.holds(stage.literal(i))) {
        sum += stage.cost(i);
      }
    }
    return sum;
  }
}
