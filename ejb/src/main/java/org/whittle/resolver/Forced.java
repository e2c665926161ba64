package org.whittle.resolver;

import java.util.Arrays;

/**
 * What every solution holds, and what none can hold beside it: needs that only one package meets
 * leave no choice, however long their chain.
 *
 * <p>It leaves aside what takes more than looking at one need or exclusion at a time.
 */
final class Forced {
  private enum State {
    FREE,
    CHOSEN,
    EXCLUDED
  }

  private final PackageUniverse universe;
  private final Needs needs;
  private final boolean firm;
  private final boolean recommends;
  private final State[] states;
  private final IntList chosen = new IntList();

  /** Clauses of what is chosen that are not met and leave a choice. */
  private final IntList open = new IntList();

  private boolean contradictory;

  /**
   * Nothing so far.
   *
   * @param firm whether all wishes count as needs: recommendations, and real packages
   */
  Forced(PackageUniverse universe, Needs needs, boolean firm, boolean recommends) {
    this.universe = universe;
    this.needs = needs;
    this.firm = firm;
    this.recommends = recommends;
    this.states = new State[universe.packages()];
    Arrays.fill(states, State.FREE);
  }

  /** Nothing is forced: every solution is looked at as a whole. */
  static Forced nothing(Question question) {
    return new Forced(question.universe(), question.needs(), false, question.recommends());
  }

  /** Follows the options of all roots to the end. */
  void follow(Iterable<int[]> roots) {
    int done = 0;
    boolean changed = true;
    while (changed && !contradictory) {
      int before = chosen.size();
      roots.forEach(this::settle);
      settleOpen();
      while (done < chosen.size() && !contradictory) {
        expand(chosen.get(done++));
      }
      changed = chosen.size() > before;
    }
  }

  private void settleOpen() {
    int kept = 0;
    for (int i = 0; i < open.size() && !contradictory; i++) {
      if (!settle(options(open.get(i)))) {
        open.set(kept++, open.get(i));
      }
    }
    open.truncate(kept);
  }

  /** Whether there is no solution. */
  boolean contradictory() {
    return contradictory;
  }

  /** What every solution holds, in the order in which it was found. */
  IntList chosen() {
    return chosen;
  }

  boolean isChosen(int aPackage) {
    return states[aPackage] == State.CHOSEN;
  }

  /** Whether nothing known so far excludes a package. */
  boolean isPossible(int aPackage) {
    if (states[aPackage] == State.FREE && excludesChosen(aPackage)) {
      states[aPackage] = State.EXCLUDED;
    }
    return states[aPackage] != State.EXCLUDED;
  }

  private int[] options(int clause) {
    return firm ? needs.proper(clause) : needs.all(clause);
  }

  /** Whether a need is met now; it is not if there still is a choice. */
  private boolean settle(int[] options) {
    int only = -1;
    for (int option : options) {
      if (states[option] == State.CHOSEN) {
        return true;
      }
      if (isPossible(option)) {
        if (only >= 0) {
          return false;
        }
        only = option;
      }
    }
    if (only < 0) {
      contradictory = true;
    } else {
      states[only] = State.CHOSEN;
      chosen.add(only);
    }
    return true;
  }

  private void expand(int aPackage) {
    IntTable versions = universe.versions();
    int name = universe.nameOf(aPackage);
    for (int i = versions.start(name); i < versions.end(name); i++) {
      exclude(versions.at(i), aPackage);
    }
    IntTable exclusions = universe.exclusions();
    IntTable solvers = universe.solvers();
    for (int i = exclusions.start(aPackage); i < exclusions.end(aPackage); i++) {
      for (int j = solvers.start(exclusions.at(i)); j < solvers.end(exclusions.at(i)); j++) {
        exclude(solvers.at(j), aPackage);
      }
    }
    demand(universe.requirements(), aPackage);
    if (firm && recommends) {
      demand(universe.recommendations(), aPackage);
    }
  }

  private void exclude(int other, int by) {
    if (other != by) {
      contradictory |= states[other] == State.CHOSEN;
      states[other] = State.EXCLUDED;
    }
  }

  private void demand(IntTable table, int aPackage) {
    for (int i = table.start(aPackage); i < table.end(aPackage); i++) {
      int clause = table.at(i);
      boolean optional = table != universe.requirements() && needs.proper(clause).length == 0;
      if (!optional && !settle(options(clause))) {
        open.add(clause);
      }
    }
  }

  private boolean excludesChosen(int aPackage) {
    IntTable exclusions = universe.exclusions();
    IntTable solvers = universe.solvers();
    for (int i = exclusions.start(aPackage); i < exclusions.end(aPackage); i++) {
      for (int j = solvers.start(exclusions.at(i)); j < solvers.end(exclusions.at(i)); j++) {
        if (states[solvers.at(j)] == State.CHOSEN && solvers.at(j) != aPackage) {
          return true;
        }
      }
    }
    return false;
  }
}
