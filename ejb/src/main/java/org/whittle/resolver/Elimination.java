package org.whittle.resolver;

import java.util.function.IntPredicate;

/**
 * Finds the packages that need something which no package gives, or only such packages: the least
 * fixpoint. What stands in each other's way is not seen here.
 */
final class Elimination {
  private static final int NOBODY = -1;

  private final PackageUniverse universe;
  private final boolean[] dead;

  /** Clause → a package that satisfies it and has not fallen, or nobody. */
  private final int[] givers;

  private Elimination(PackageUniverse universe, IntPredicate admitted) {
    this.universe = universe;
    this.dead = new boolean[universe.packages()];
    this.givers = new int[universe.clauses().rows()];
    for (int i = 0; i < dead.length; i++) {
      dead[i] = !admitted.test(i);
    }
    for (int i = 0; i < givers.length; i++) {
      givers[i] = giver(i);
    }
  }

  /** Package → whether it can never be chosen; true as well if it is not admitted. */
  static boolean[] run(PackageUniverse universe, IntPredicate admitted) {
    Elimination elimination = new Elimination(universe, admitted);
    while (elimination.fell()) {
      elimination.replaceFallen();
    }
    return elimination.dead;
  }

  /** Whether another package fell. */
  private boolean fell() {
    IntTable requirements = universe.requirements();
    boolean any = false;
    for (int i = 0; i < dead.length; i++) {
      int end = requirements.end(i);
      for (int j = requirements.start(i); j < end && !dead[i]; j++) {
        dead[i] = givers[requirements.at(j)] == NOBODY;
        any |= dead[i];
      }
    }
    return any;
  }

  private void replaceFallen() {
    for (int i = 0; i < givers.length; i++) {
      if (givers[i] != NOBODY && dead[givers[i]]) {
        givers[i] = giver(i);
      }
    }
  }

  private int giver(int clause) {
    IntTable clauses = universe.clauses();
    IntTable solvers = universe.solvers();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      int end = solvers.end(clauses.at(i));
      for (int j = solvers.start(clauses.at(i)); j < end; j++) {
        if (!dead[solvers.at(j)]) {
          return solvers.at(j);
        }
      }
    }
    return NOBODY;
  }
}
