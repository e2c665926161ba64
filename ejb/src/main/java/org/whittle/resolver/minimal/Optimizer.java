package org.whittle.resolver.minimal;

import java.util.List;
import org.whittle.resolver.minimal.Search.Outcome;

/** Takes the stages of a problem one after the other, then its order. */
final class Optimizer {
  private static final Ints NOTHING = new Ints();

  private final Problem problem;
  private final Meter meter;
  private final Search search = new Search();
  private final long[] proved;
  private int undecided;

  Optimizer(Problem problem, Meter meter) {
    this.problem = problem;
    this.meter = meter;
    this.proved = new long[problem.stages().size()];
    this.undecided = problem.order().size();
    for (int i = 0; i < problem.variables(); i++) {
      search.newVariable();
    }
    problem.clauses().forEach(search::addClause);
  }

  /** Whether there is any solution; this is found out whatever effort it takes. */
  boolean isSolvable() {
    Meter patient = new Meter(new Effort(Long.MAX_VALUE, Meter.FOREVER));
    return search.solve(NOTHING, patient) == Outcome.SOLUTION;
  }

  /** The best solution, once one has been found. */
  Incumbent optimize() {
    Incumbent best = new Incumbent(problem, search);
    for (int stage = 0; stage < proved.length; stage++) {
      proved[stage] = new CoreGuided(search, meter, best, stage).minimize();
      if (proved[stage] < best.reached(stage)) {
        fillIn(stage + 1);
        return best;
      }
    }
    undecided = new Ordering(search, meter, best).settle(problem.order());
    return best;
  }

  /** What is known of the later stages when an earlier one is not settled. */
  private void fillIn(int from) {
    for (int stage = from; stage < proved.length; stage++) {
      Problem.Stage costs = problem.stages().get(stage);
      proved[stage] = costs.base();
      for (int i = 0; i < costs.size(); i++) {
        proved[stage] += search.fixed(costs.literal(i)) > 0 ? costs.cost(i) : 0;
      }
    }
  }

  long[] proved() {
    return proved.clone();
  }

  int undecided() {
    return undecided;
  }

  /** Among equals, makes the groups of an order true as far as that is possible. */
  private record Ordering(Search search, Meter meter, Incumbent best) {
    /** How many groups are left undecided when the effort is spent. */
    int settle(List<int[]> groups) {
      if (groups.isEmpty() || isOnly(groups)) {
        return 0;
      }
      for (int i = 0; i < groups.size(); i++) {
        if (!settle(groups.get(i))) {
          return groups.size() - i;
        }
      }
      return 0;
    }

    /** Whether no other solution is left, as far as the groups tell solutions apart. */
    private boolean isOnly(List<int[]> groups) {
      int differs = Literal.positive(search.newVariable());
      Ints clause = Ints.of(differs ^ 1);
      for (int[] group : groups) {
        for (int variable : group) {
          clause.add(
              best.isTrue(variable) ? Literal.negative(variable) : Literal.positive(variable));
        }
      }
      search.addClause(clause.toArray());
      return search.solve(Ints.of(differs), meter) == Outcome.NONE;
    }

    private boolean settle(int[] group) {
      int any = group.length == 1 ? Literal.positive(group[0]) : anyOf(group);
      for (int variable : group) {
        if (best.isTrue(variable)) {
          search.addClause(any);
          return true;
        }
      }
      if (search.fixed(any) < 0) {
        return true;
      }
      Outcome outcome = search.solve(Ints.of(any), meter);
      if (outcome == Outcome.STOPPED) {
        return false;
      }
      if (outcome == Outcome.SOLUTION) {
        best.take();
      }
      search.addClause(outcome == Outcome.SOLUTION ? any : any ^ 1);
      return true;
    }

    private int anyOf(int[] group) {
      int any = Literal.positive(search.newVariable());
      Ints clause = Ints.of(any ^ 1);
      for (int variable : group) {
        clause.add(Literal.positive(variable));
        search.addClause(any, Literal.negative(variable));
      }
      search.addClause(clause.toArray());
      return any;
    }
  }
}
