package org.whittle.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What satisfies each thing that a request asks for. */
final class Roots {
  private Roots() {}

  /**
   * The packages of each root, the preferred first; behind those asked for by name come the
   * essential packages, if these are asked for too.
   */
  static List<int[]> of(
      PackageUniverse universe, ResolutionRequest request, Eligibility eligibility) {
    List<int[]> all = new ArrayList<>();
    for (Root root : request.roots()) {
      all.add(universe.matching(root.name(), root.range()));
    }
    if (request.includeEssential()) {
      for (int name : essentialNames(universe, eligibility)) {
        all.add(universe.versions().row(name));
      }
    }
    return all;
  }

  private static int[] essentialNames(PackageUniverse universe, Eligibility eligibility) {
    return IntStream.range(0, universe.packages())
        .filter(p -> universe.essential(p) && eligibility.admits(p))
        .map(universe::nameOf)
        .distinct()
        .toArray();
  }
}
