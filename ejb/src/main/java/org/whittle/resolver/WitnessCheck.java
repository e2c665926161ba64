package org.whittle.resolver;

/**
 * Checks a set of packages against the universe, without anything that chose it: whether each
 * requirement is met, no name is there twice and nothing excludes anything.
 */
final class WitnessCheck {
  private WitnessCheck() {}

  /** Throws if the set is no solution: then the choosing code is wrong. */
  static void verify(PackageUniverse universe, IntList members) {
    boolean[] chosen = new boolean[universe.packages()];
    boolean[] names = new boolean[universe.names()];
    for (int i = 0; i < members.size(); i++) {
      int aPackage = members.get(i);
      if (names[universe.nameOf(aPackage)]) {
        throw broken(universe, aPackage, "its name was chosen twice");
      }
      names[universe.nameOf(aPackage)] = true;
      chosen[aPackage] = true;
    }
    for (int i = 0; i < members.size(); i++) {
      verify(universe, chosen, members.get(i));
    }
  }

  private static void verify(PackageUniverse universe, boolean[] chosen, int aPackage) {
    for (int clause : universe.requirements().row(aPackage)) {
      boolean met = false;
      for (int relation : universe.clauses().row(clause)) {
        met |= anyChosen(universe, chosen, relation, -1);
      }
      if (!met) {
        throw broken(universe, aPackage, "unmet: " + ClauseText.of(universe, clause));
      }
    }
    for (int relation : universe.exclusions().row(aPackage)) {
      if (anyChosen(universe, chosen, relation, aPackage)) {
        throw broken(universe, aPackage, "it excludes " + universe.relationText(relation));
      }
    }
  }

  private static boolean anyChosen(
      PackageUniverse universe, boolean[] chosen, int relation, int except) {
    for (int solver : universe.solvers().row(relation)) {
      if (chosen[solver] && solver != except) {
        return true;
      }
    }
    return false;
  }

  private static IllegalStateException broken(
      PackageUniverse universe, int aPackage, String reason) {
    return new IllegalStateException("wrong solution at " + universe.id(aPackage) + ": " + reason);
  }
}
