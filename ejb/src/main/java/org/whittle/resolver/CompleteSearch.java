package org.whittle.resolver;

import java.util.List;

/**
 * Answers whether what is chosen can be completed, for one set of roots.
 *
 * <p>Keeps the last solution found: a package in it needs no search.
 */
final class CompleteSearch {
  private final ClosureEncoding closure;
  private final ClauseSolver solver = new ClauseSolver();
  private final boolean solvable;

  CompleteSearch(ClosureEncoding closure, List<int[]> roots) {
    this.closure = closure;
    for (int i = 0; i < closure.packages().size(); i++) {
      solver.newVariable();
    }
    for (int[] solutions : roots) {
      solver.addClause(closure.choice(solutions));
    }
    closure.describeTo(new Adding());
    this.solvable = solver.solve();
  }

  /** Whether there is any solution. */
  boolean isSolvable() {
    return solvable;
  }

  /** Whether a solution holds all that is chosen and one package more. */
  boolean canAdd(Selection selection, int aPackage) {
    if (!closure.holds(aPackage)) {
      return false;
    }
    if (solver.isTrue(closure.variable(aPackage))) {
      return true;
    }
    IntList members = selection.members();
    int[] assumptions = new int[members.size() + 1];
    for (int i = 0; i < members.size(); i++) {
      assumptions[i] = ClauseSolver.positive(closure.variable(members.get(i)));
    }
    assumptions[members.size()] = ClauseSolver.positive(closure.variable(aPackage));
    return solver.solve(assumptions);
  }

  /** The packages of the last solution found, more than are needed perhaps. */
  IntList solution() {
    IntList members = new IntList();
    for (int i = 0; i < closure.packages().size(); i++) {
      if (solver.isTrue(i)) {
        members.add(closure.packages().get(i));
      }
    }
    return members;
  }

  private final class Adding implements ClosureEncoding.Sink {
    @Override
    public void requirement(int aPackage, int clause, int[] literals) {
      solver.addClause(literals);
    }

    @Override
    public void exclusion(int aPackage, int relation, int other, int[] literals) {
      solver.addClause(literals);
    }

    @Override
    public void sameName(int aPackage, int other, int[] literals) {
      solver.addClause(literals);
    }
  }
}
