package org.whittle.resolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
      all.add(root.matching(universe, root.range()));
    }
    if (request.includeEssential()) {
      for (int name : essentialNames(universe, eligibility)) {
        all.add(universe.versions().row(name));
      }
    }
    return all;
  }

  private static int[] essentialNames(PackageUniverse universe, Eligibility eligibility) {
    return Arrays.stream(universe.essentials())
        .filter(eligibility::admits)
        .map(universe::nameOf)
        .distinct()
        .toArray();
  }
}
