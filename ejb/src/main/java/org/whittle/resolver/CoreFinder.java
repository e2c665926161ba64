package org.whittle.resolver;

import java.util.Arrays;
import java.util.List;

/**
 * Finds clauses of a closure that cannot hold together, none of which can be spared.
 *
 * <p>Each clause gets a switch of its own; the search tells which switches it needed, and then each
 * of these is tried without, the farthest from the roots first.
 */
final class CoreFinder implements ClosureEncoding.Sink {
  /** A clause of a universe: a root, a requirement, an exclusion or two packages of one name. */
  enum Kind {
    ROOT,
    REQUIREMENT,
    EXCLUSION,
    SAME_NAME
  }

  /** What a clause stands for: numbers of root, package, clause or relation, other package. */
  record Fact(Kind kind, int first, int second, int third) {}

  private final ClauseSolver solver = new ClauseSolver();
  private final java.util.ArrayList<Fact> facts = new java.util.ArrayList<>();
  private final int firstSwitch;

  CoreFinder(ClosureEncoding closure, List<int[]> roots) {
    this.firstSwitch = closure.packages().size();
    for (int i = 0; i < firstSwitch; i++) {
      solver.newVariable();
    }
    for (int i = 0; i < roots.size(); i++) {
      add(new Fact(Kind.ROOT, i, 0, 0), closure.choice(roots.get(i)));
    }
    closure.describeTo(this);
  }

  /** The facts of the core, in the order in which the closure describes them. */
  List<Fact> find() {
    int[] all = new int[facts.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = ClauseSolver.positive(firstSwitch + i);
    }
    if (solver.solve(all)) {
      throw new IllegalStateException("a core was asked for where there is a solution");
    }
    int[] core = solver.core();
    Arrays.sort(core);
    for (int i = core.length - 1; i >= 0; i--) {
      if (!solver.solve(without(core, i))) {
        core = solver.core();
        Arrays.sort(core);
        i = Math.min(i, core.length);
      }
    }
    return Arrays.stream(core)
        .mapToObj(literal -> facts.get((literal >> 1) - firstSwitch))
        .toList();
  }

  private static int[] without(int[] values, int index) {
    int[] rest = new int[values.length - 1];
    System.arraycopy(values, 0, rest, 0, index);
    System.arraycopy(values, index + 1, rest, index, rest.length - index);
    return rest;
  }

  private void add(Fact fact, int[] literals) {
    int[] switched = Arrays.copyOf(literals, literals.length + 1);
    switched[literals.length] = ClauseSolver.negative(solver.newVariable());
    solver.addClause(switched);
    facts.add(fact);
  }

  @Override
  public void requirement(int aPackage, int clause, int[] literals) {
    add(new Fact(Kind.REQUIREMENT, aPackage, clause, 0), literals);
  }

  @Override
  public void exclusion(int aPackage, int relation, int other, int[] literals) {
    add(new Fact(Kind.EXCLUSION, aPackage, relation, other), literals);
  }

  @Override
  public void sameName(int aPackage, int other, int[] literals) {
    add(new Fact(Kind.SAME_NAME, aPackage, other, 0), literals);
  }
}
