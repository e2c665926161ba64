package org.whittle.resolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds clauses of a closure that cannot hold together, none of which can be spared.
 *
 * <p>Each clause gets a switch of its own; the search tells which switches it needed, and then each
 * of these is tried without, the farthest from the roots first. Roots that can be spared go before
 * all that, so that nobody is told of a request that has no part in it.
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
  private final List<Fact> facts = new ArrayList<>();
  private final int firstSwitch;
  private final int roots;

  CoreFinder(ClosureEncoding closure, List<int[]> roots) {
    this.firstSwitch = closure.packages().size();
    this.roots = roots.size();
    for (int i = 0; i < firstSwitch; i++) {
      solver.newVariable();
    }
    for (int i = 0; i < roots.size(); i++) {
      add(new Fact(Kind.ROOT, i, 0, 0), closure.choice(roots.get(i)));
    }
    closure.describeTo(this);
  }

  /**
   * The facts of the core, in the order in which the closure describes them.
   *
   * @param unwanted roots that shall only be part of it if the others alone leave a solution
   */
  List<Fact> find(IntPredicate unwanted) {
    int[] core = new int[facts.size()];
    for (int i = 0; i < core.length; i++) {
      core[i] = ClauseSolver.positive(firstSwitch + i);
    }
    core = spareRoots(spareRoots(core, unwanted), unwanted.negate());
    if (solver.solve(core)) {
      throw new IllegalStateException("a core was asked for where there is a solution");
    }
    return Arrays.stream(minimized(solver.core()))
        .mapToObj(literal -> facts.get((literal >> 1) - firstSwitch))
        .toList();
  }

  /** Goes without those of the roots that can be spared, the last first. */
  private int[] spareRoots(int[] all, IntPredicate which) {
    int[] core = all;
    for (int i = roots - 1; i >= 0; i--) {
      int literal = ClauseSolver.positive(firstSwitch + i);
      if (which.test(i)) {
        int[] rest = Arrays.stream(core).filter(each -> each != literal).toArray();
        core = solver.solve(rest) ? core : rest;
      }
    }
    return core;
  }

  private int[] minimized(int[] unsorted) {
    int[] core = unsorted;
    Arrays.sort(core);
    for (int i = core.length - 1; i >= 0; i--) {
      if (!solver.solve(without(core, i))) {
        core = solver.core();
        Arrays.sort(core);
        i = Math.min(i, core.length);
      }
    }
    return core;
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
