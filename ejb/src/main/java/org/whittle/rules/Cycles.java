package org.whittle.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Slices that need themselves, directly or through others. */
final class Cycles {
  private final Map<SliceRef, Slice> slices = new LinkedHashMap<>();
  private final Set<SliceRef> done = new HashSet<>();
  private final List<SliceRef> path = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private Cycles(Collection<Slice> all) {
    all.forEach(slice -> slices.put(slice.name(), slice));
  }

  /** Each cycle once, at the need that closes it. */
  static List<Problem> in(Collection<Slice> slices) {
    Cycles cycles = new Cycles(slices);
    cycles.slices.values().forEach(cycles::visit);
    return cycles.problems;
  }

  private void visit(Slice slice) {
    if (done.contains(slice.name())) {
      return;
    }
    path.add(slice.name());
    for (Part.Need need : slice.part().needs()) {
      int before = path.indexOf(need.slice());
      if (before >= 0) {
        problems.add(
            new Problem(need.at(), message(need.slice(), path.subList(before + 1, path.size()))));
      } else {
        Optional.ofNullable(slices.get(need.slice())).ifPresent(this::visit);
      }
    }
    path.removeLast();
    done.add(slice.name());
  }

  private static String message(SliceRef closing, List<SliceRef> through) {
    return "cannot need slice \""
        + closing
        + "\": it needs itself"
        + (through.isEmpty()
            ? ""
            : through.stream()
                .map(SliceRef::toString)
                .collect(Collectors.joining(", ", " by ", "")));
  }
}
