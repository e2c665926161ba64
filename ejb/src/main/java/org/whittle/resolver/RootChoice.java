package org.whittle.resolver;

import java.util.Arrays;

/**
 * What may be chosen for a root: {@code real} packages of its name, the preferred first, then those
 * that only provide it.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RootChoice(int[] options, int real) {
  static RootChoice of(PackageUniverse universe, int name, int[] options) {
    int real = 0;
    while (real < options.length && universe.nameOf(options[real]) == name) {
      real++;
    }
    return new RootChoice(options, real);
  }

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
