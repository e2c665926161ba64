package org.whittle.resolver;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What meets the clauses of a universe for one request.
 *
 * <p>A package <em>stands in</em> if it only provides a name although a package of that name that
 * may be chosen would satisfy the relation as well.
 */
final class Needs {
  private final PackageUniverse universe;
  private final Eligibility eligibility;
  private final boolean standInsCount;
  private final int[] @Nullable [] all;
  private final int[] @Nullable [] proper;
  private final int[] stamps;
  private int stamp;

  /** With stand-ins told apart or taken like all others. */
  Needs(PackageUniverse universe, Eligibility eligibility, boolean standInsCount) {
    this.universe = universe;
    this.eligibility = eligibility;
    this.standInsCount = standInsCount;
    this.all = new int[universe.clauses().rows()][];
    this.proper = new int[universe.clauses().rows()][];
    this.stamps = new int[universe.packages()];
  }

  boolean tellsStandIns() {
    return standInsCount;
  }

  boolean admits(int aPackage) {
    return eligibility.admits(aPackage);
  }

  /** Each package that meets a clause and may be chosen, once, the preferred first. */
  int[] all(int clause) {
    int[] known = all[clause];
    if (known == null) {
      known = collect(clause, false);
      all[clause] = known;
    }
    return known;
  }

  /** Those that meet a clause without standing in. */
  int[] proper(int clause) {
    if (!standInsCount) {
      return all(clause);
    }
    int[] known = proper[clause];
    if (known == null) {
      known = collect(clause, true);
      proper[clause] = known;
    }
    return known;
  }

  /** What can be chosen for a root: real packages before providers, the preferred first. */
  int[] options(int[] solutions) {
    return Arrays.stream(solutions).filter(eligibility::admits).distinct().toArray();
  }

  private int[] collect(int clause, boolean properOnly) {
    stamp++;
    IntList found = new IntList();
    IntTable clauses = universe.clauses();
    IntTable solvers = universe.solvers();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      int relation = clauses.at(i);
      boolean realOnly = properOnly && hasReal(relation);
      for (int j = solvers.start(relation); j < solvers.end(relation); j++) {
        int solver = solvers.at(j);
        if (stamps[solver] != stamp
            && eligibility.admits(solver)
            && !(realOnly && universe.nameOf(solver) != universe.subject(relation))) {
          stamps[solver] = stamp;
          found.add(solver);
        }
      }
    }
    return found.toArray();
  }

  private boolean hasReal(int relation) {
    IntTable solvers = universe.solvers();
    int subject = universe.subject(relation);
    for (int i = solvers.start(relation); i < solvers.end(relation); i++) {
      if (universe.nameOf(solvers.at(i)) == subject && eligibility.admits(solvers.at(i))) {
        return true;
      }
    }
    return false;
  }
}
