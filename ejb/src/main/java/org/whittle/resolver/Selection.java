package org.whittle.resolver;

/**
 * A set of packages that grows without ever holding two that exclude each other.
 *
 * <p>Remembers for each package which package's which clause it was added for.
 */
final class Selection {
  /** The parent of a package that was asked for. */
  static final int REQUESTED = -1;

  private final PackageUniverse universe;

  /** Package → whether it is a member. */
  private final IntMap chosen = new IntMap();

  /** Package → how many members exclude it. */
  private final IntMap excluders = new IntMap();

  /** Name → whether a member has it. */
  private final IntMap takenNames = new IntMap();

  private final IntList members = new IntList();
  private final IntList parents = new IntList();
  private final IntList clauses = new IntList();

  Selection(PackageUniverse universe) {
    this.universe = universe;
  }

  boolean contains(int aPackage) {
    return chosen.get(aPackage) != 0;
  }

  /** Whether a package is new, nothing chosen excludes it, nor it anything chosen. */
  boolean accepts(int aPackage) {
    return takenNames.get(universe.nameOf(aPackage)) == 0
        && excluders.get(aPackage) == 0
        && !excludesMember(aPackage);
  }

  void add(int aPackage, int parent, int clause) {
    chosen.put(aPackage, 1);
    takenNames.put(universe.nameOf(aPackage), 1);
    members.add(aPackage);
    parents.add(parent);
    clauses.add(clause);
    countExclusions(aPackage, 1);
  }

  /** Takes back what was added last, until so many members are left. */
  void truncate(int size) {
    for (int i = members.size() - 1; i >= size; i--) {
      int aPackage = members.get(i);
      chosen.put(aPackage, 0);
      takenNames.put(universe.nameOf(aPackage), 0);
      countExclusions(aPackage, -1);
    }
    members.truncate(size);
    parents.truncate(size);
    clauses.truncate(size);
  }

  private void countExclusions(int aPackage, int change) {
    IntTable exclusions = universe.exclusions();
    IntTable solvers = universe.solvers();
    for (int i = exclusions.start(aPackage); i < exclusions.end(aPackage); i++) {
      int relation = exclusions.at(i);
      for (int j = solvers.start(relation); j < solvers.end(relation); j++) {
        excluders.add(solvers.at(j), change);
      }
    }
  }

  /** Whether a member satisfies the clause. */
  boolean satisfies(int clause) {
    IntTable clauseTable = universe.clauses();
    IntTable solvers = universe.solvers();
    for (int i = clauseTable.start(clause); i < clauseTable.end(clause); i++) {
      int relation = clauseTable.at(i);
      for (int j = solvers.start(relation); j < solvers.end(relation); j++) {
        if (contains(solvers.at(j))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The members in the order in which they were added. */
  IntList members() {
    return members;
  }

  /** What the member at an index was added for: a package, or {@link #REQUESTED}. */
  int parent(int index) {
    return parents.get(index);
  }

  /** The clause of the parent, or -1. */
  int clause(int index) {
    return clauses.get(index);
  }

  private boolean excludesMember(int aPackage) {
    IntTable exclusions = universe.exclusions();
    IntTable solvers = universe.solvers();
    for (int i = exclusions.start(aPackage); i < exclusions.end(aPackage); i++) {
      int relation = exclusions.at(i);
      for (int j = solvers.start(relation); j < solvers.end(relation); j++) {
        if (contains(solvers.at(j)) && solvers.at(j) != aPackage) {
          return true;
        }
      }
    }
    return false;
  }
}
