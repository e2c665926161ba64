package org.whittle.resolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What may be chosen for a root: {@code real} packages of its name, the preferred first, then those
 * that only provide it.
 */
record RootChoice(int[] options, int real) {
  static List<RootChoice> of(PackageUniverse universe, Needs needs, List<Asked> roots) {
    List<RootChoice> choices = new ArrayList<>();
    for (Asked root : roots) {
      int[] options = needs.options(root.solutions());
      int real = 0;
      while (real < options.length && universe.nameOf(options[real]) == root.name()) {
        real++;
      }
      choices.add(new RootChoice(options, real));
    }
    return choices;
  }

  /** A root as the universe knows it: the number of its name, or -1, and what solves it. */
  record Asked(int name, int[] solutions) {}

  /** The options that stand less than so many steps below the preferred one. */
  int[] above(int steps) {
    return real == 0 || steps > real ? options : Arrays.copyOf(options, steps);
  }

  /** How many steps the last option stands below the preferred one. */
  int steps() {
    return real == 0 ? 0 : Math.min(options.length - 1, real);
  }

  /** The preferred option, or all if there is none such. */
  int[] preferred() {
    return above(1);
  }
}
