package org.whittle.resolver;

/**
 * Checks a set of packages against the universe, without anything that chose it: whether each
 * requirement is met, no name is there twice and nothing excludes anything. For one thread.
 */
final class WitnessCheck {
  private final PackageUniverse universe;

  /** Package → the number of the last set that held it. */
  private final int[] chosen;

  /** Name → the number of the last set that held a package of it. */
  private final int[] names;

  private int set;

  WitnessCheck(PackageUniverse universe) {
    this.universe = universe;
    this.chosen = new int[universe.packages()];
    this.names = new int[universe.names()];
  }

  /** Throws if the set is no solution: then the choosing code is wrong. */
  void verify(IntList members) {
    set++;
    for (int i = 0; i < members.size(); i++) {
      int aPackage = members.get(i);
      if (names[universe.nameOf(aPackage)] == set) {
        throw broken(aPackage, "its name was chosen twice");
      }
      names[universe.nameOf(aPackage)] = set;
      chosen[aPackage] = set;
    }
    for (int i = 0; i < members.size(); i++) {
      verify(members.get(i));
    }
  }

  private void verify(int aPackage) {
    IntTable requirements = universe.requirements();
    for (int i = requirements.start(aPackage); i < requirements.end(aPackage); i++) {
      if (!isMet(requirements.at(i))) {
        throw broken(aPackage, "unmet: " + ClauseText.of(universe, requirements.at(i)));
      }
    }
    IntTable exclusions = universe.exclusions();
    for (int i = exclusions.start(aPackage); i < exclusions.end(aPackage); i++) {
      if (anyChosen(exclusions.at(i), aPackage)) {
        throw broken(aPackage, "it excludes " + universe.relationText(exclusions.at(i)));
      }
    }
  }

  private boolean isMet(int clause) {
    IntTable clauses = universe.clauses();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      if (anyChosen(clauses.at(i), -1)) {
        return true;
      }
    }
    return false;
  }

  private boolean anyChosen(int relation, int except) {
    IntTable solvers = universe.solvers();
    for (int i = solvers.start(relation); i < solvers.end(relation); i++) {
      if (chosen[solvers.at(i)] == set && solvers.at(i) != except) {
        return true;
      }
    }
    return false;
  }

  private IllegalStateException broken(int aPackage, String reason) {
    return new IllegalStateException("wrong solution at " + universe.id(aPackage) + ": " + reason);
  }
}
