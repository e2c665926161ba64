package org.whittle.resolver;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToLongFunction;

/** What a set of packages costs by each objective, worked out from the universe alone. */
final class Figures {
  private final Question question;
  private final PackageUniverse universe;
  private final Former former;
  private final IntList members;
  private final boolean[] chosen;

  Figures(Question question, IntList members) {
    this.question = question;
    this.universe = question.universe();
    this.former = Former.of(universe, question.request());
    this.members = members;
    this.chosen = new boolean[universe.packages()];
    for (int i = 0; i < members.size(); i++) {
      chosen[members.get(i)] = true;
    }
  }

  long figure(Objective objective) {
    return switch (objective) {
      case REMOVED -> removed();
      case CHANGED -> sum(p -> former.hasOther(p) ? 1 : 0);
      case ADDED -> sum(p -> former.hasName(p) ? 0 : 1);
      case BELOW_CANDIDATE -> question.roots().stream().mapToLong(this::steps).sum();
      case STAND_INS -> standIns();
      case UNMET_RECOMMENDATIONS -> unmet();
      case OUTDATED -> sum(question::age);
      case SIZE -> sum(universe::installedSize);
      case PACKAGES -> members.size();
      case NAMES -> 0;
    };
  }

  private long removed() {
    return new Retention(question)
        .note(members, true).names().stream()
            .filter(name -> !anyChosen(universe.versions().row(name)))
            .count();
  }

  private long sum(IntToLongFunction cost) {
    long sum = 0;
    for (int i = 0; i < members.size(); i++) {
      sum += cost.applyAsLong(members.get(i));
    }
    return sum;
  }

  private int steps(RootChoice root) {
    int steps = 0;
    while (!anyChosen(root.above(steps + 1))) {
      steps++;
    }
    return steps;
  }

  private long standIns() {
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i < members.size(); i++) {
      for (int clause : universe.requirements().row(members.get(i))) {
        if (!anyChosen(question.needs().proper(clause))) {
          found.add(clause);
        }
      }
    }
    return found.size();
  }

  private long unmet() {
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i < members.size(); i++) {
      for (int clause : universe.recommendations().row(members.get(i))) {
        int[] proper = question.needs().proper(clause);
        if (proper.length > 0 && !anyChosen(proper)) {
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
