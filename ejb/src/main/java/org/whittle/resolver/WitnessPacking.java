package org.whittle.resolver;

/**
 * Packs as many packages as it can into one set after the other, none of whose members exclude each
 * other: such a set witnesses that each of its members can be chosen.
 *
 * <p>Chooses depth first, the first solution that is acceptable, and takes back only whole roots:
 * what does not fit may well be possible. Works with stamps, so that a new set costs nothing. For
 * one thread.
 */
final class WitnessPacking {
  private final PackageUniverse universe;
  private final IntTable requirements;
  private final IntTable clauses;
  private final IntTable solvers;
  private final IntTable exclusions;

  /** Packages that are in no set. */
  private final boolean[] dead;

  /** Package → the set that it is in. */
  private final int[] chosen;

  /** Package → the set that a member of excludes it, or that it did not fit into. */
  private final int[] refused;

  /** Name → the set that has a package of it. */
  private final int[] taken;

  private final IntList members = new IntList();
  private final IntList newlyRefused = new IntList();
  private final IntList stack = new IntList();
  private final IntList cursors = new IntList();
  private int set;

  WitnessPacking(PackageUniverse universe, boolean[] dead) {
    this.universe = universe;
    this.requirements = universe.requirements();
    this.clauses = universe.clauses();
    this.solvers = universe.solvers();
    this.exclusions = universe.exclusions();
    this.dead = dead;
    this.chosen = new int[universe.packages()];
    this.refused = new int[universe.packages()];
    this.taken = new int[universe.names()];
  }

  /** Begins with an empty set. */
  void begin() {
    set++;
    members.truncate(0);
  }

  /** The members of the set, in the order in which they were chosen. */
  IntList members() {
    return members;
  }

  /** Adds a package and what it needs, or leaves the set as it was. */
  boolean add(int root) {
    if (chosen[root] == set) {
      return true;
    }
    int before = members.size();
    newlyRefused.truncate(0);
    if (accepts(root) && walk(root)) {
      return true;
    }
    for (int i = before; i < members.size(); i++) {
      chosen[members.get(i)] = 0;
      taken[universe.nameOf(members.get(i))] = 0;
    }
    members.truncate(before);
    for (int i = 0; i < newlyRefused.size(); i++) {
      refused[newlyRefused.get(i)] = 0;
    }
    refused[root] = set;
    return false;
  }

  private boolean walk(int root) {
    stack.truncate(0);
    cursors.truncate(0);
    choose(root);
    while (stack.size() > 0) {
      int aPackage = stack.last();
      int cursor = cursors.last();
      if (cursor == requirements.end(aPackage)) {
        stack.removeLast();
        cursors.removeLast();
        continue;
      }
      cursors.set(cursors.size() - 1, cursor + 1);
      if (!satisfy(requirements.at(cursor))) {
        return false;
      }
    }
    return true;
  }

  private boolean satisfy(int clause) {
    int first = -1;
    int lastRelation = clauses.end(clause);
    for (int i = clauses.start(clause); i < lastRelation; i++) {
      int end = solvers.end(clauses.at(i));
      for (int j = solvers.start(clauses.at(i)); j < end; j++) {
        int solver = solvers.at(j);
        if (chosen[solver] == set) {
          return true;
        }
        if (first < 0 && accepts(solver)) {
          first = solver;
        }
      }
    }
    if (first >= 0) {
      choose(first);
    }
    return first >= 0;
  }

  private boolean accepts(int aPackage) {
    return !dead[aPackage]
        && refused[aPackage] != set
        && taken[universe.nameOf(aPackage)] != set
        && !excludesMember(aPackage);
  }

  private boolean excludesMember(int aPackage) {
    for (int i = exclusions.start(aPackage); i < exclusions.end(aPackage); i++) {
      int end = solvers.end(exclusions.at(i));
      for (int j = solvers.start(exclusions.at(i)); j < end; j++) {
        if (chosen[solvers.at(j)] == set) {
          return true;
        }
      }
    }
    return false;
  }

  private void choose(int aPackage) {
    chosen[aPackage] = set;
    taken[universe.nameOf(aPackage)] = set;
    members.add(aPackage);
    stack.add(aPackage);
    cursors.add(requirements.start(aPackage));
    for (int i = exclusions.start(aPackage); i < exclusions.end(aPackage); i++) {
      int end = solvers.end(exclusions.at(i));
      for (int j = solvers.start(exclusions.at(i)); j < end; j++) {
        refuse(solvers.at(j));
      }
    }
  }

  private void refuse(int aPackage) {
    if (refused[aPackage] != set) {
      refused[aPackage] = set;
      newlyRefused.add(aPackage);
    }
  }
}
