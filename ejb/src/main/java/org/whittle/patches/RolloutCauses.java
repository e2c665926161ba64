package org.whittle.patches;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets of causes, in their order, and as a column keeps them. */
final class RolloutCauses {
  private RolloutCauses() {}

  static Set<RolloutCause> ordered(Collection<RolloutCause> causes) {
    EnumSet<RolloutCause> ordered = EnumSet.noneOf(RolloutCause.class);
    ordered.addAll(causes);
    return Collections.unmodifiableSet(ordered);
  }

  static String text(Set<RolloutCause> causes) {
    return causes.stream().map(Enum::name).collect(Collectors.joining(" "));
  }

  static Set<RolloutCause> of(String text) {
    return ordered(
        Arrays.stream(text.split(" "))
            .filter(word -> !word.isEmpty())
            .map(RolloutCause::valueOf)
            .toList());
  }
}
