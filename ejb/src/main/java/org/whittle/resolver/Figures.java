package org.whittle.resolver;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a set of packages costs by each objective, worked out from the universe alone. */
final class Figures {
  private final PackageUniverse universe;
  private final Needs needs;
  private final List<RootChoice> roots;
  private final IntList members;
  private final boolean[] chosen;

  Figures(PackageUniverse universe, Needs needs, List<RootChoice> roots, IntList members) {
    this.universe = universe;
    this.needs = needs;
    this.roots = roots;
    this.members = members;
    this.chosen = new boolean[universe.packages()];
    for (int i = 0; i < members.size(); i++) {
      chosen[members.get(i)] = true;
    }
  }

  long size() {
    long sum = 0;
    for (int i = 0; i < members.size(); i++) {
      sum += universe.installedSize(members.get(i));
    }
    return sum;
  }

  long packages() {
    return members.size();
  }

  long belowCandidate() {
    long sum = 0;
    for (RootChoice root : roots) {
      int steps = 0;
      while (!anyChosen(root.above(steps + 1))) {
        steps++;
      }
      sum += steps;
    }
    return sum;
  }

  long standIns() {
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i < members.size(); i++) {
      addStandIns(found, universe.requirements().row(members.get(i)));
    }
    return found.size();
  }

  private void addStandIns(Set<Integer> found, int[] clauses) {
    for (int clause : clauses) {
      if (anyChosen(needs.all(clause)) && !anyChosen(needs.proper(clause))) {
        found.add(clause);
      }
    }
  }

  long unmet() {
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i < members.size(); i++) {
      for (int clause : universe.recommendations().row(members.get(i))) {
        if (needs.proper(clause).length > 0 && !anyChosen(needs.proper(clause))) {
          found.add(clause);
        }
      }
    }
    return found.size();
  }

  private boolean anyChosen(int[] options) {
    for (int option : options) {
      if (chosen[option]) {
        return true;
      }
    }
    return false;
  }
}
