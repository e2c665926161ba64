package org.whittle.resolver;

/** What satisfies a clause, relation by relation, the preferred first. */
final class Solvers {
  private Solvers() {}

  /** A package may be there more than once. */
  static int[] of(PackageUniverse universe, int clause) {
    IntTable clauses = universe.clauses();
    IntTable solvers = universe.solvers();
    IntList all = new IntList();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      for (int j = solvers.start(clauses.at(i)); j < solvers.end(clauses.at(i)); j++) {
        all.add(solvers.at(j));
      }
    }
    return all.toArray();
  }
}
