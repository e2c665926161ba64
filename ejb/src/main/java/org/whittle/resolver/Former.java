package org.whittle.resolver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whittle.format.PackageId;

/** The composition before an update, by the names of the universe. */
final class Former {
  private final PackageUniverse universe;
  private final Map<Integer, Set<PackageId>> ids = new HashMap<>();

  private Former(PackageUniverse universe, List<PackageId> composition) {
    this.universe = universe;
    for (PackageId id : composition) {
      universe
          .find(id.name(), id.architecture())
          .ifPresent(name -> ids.computeIfAbsent(name, n -> new HashSet<>()).add(id));
    }
  }

  /** The former composition of a request, empty if it is not of an update. */
  static Former of(PackageUniverse universe, ResolutionRequest request) {
    return new Former(
        universe,
        request.mode() instanceof ResolutionMode.Update update ? update.composition() : List.of());
  }

  /**
   * Which packages are worth keeping their name for if something asks for them: those that there
   * were, or where these may not be chosen any more, all of their name.
   */
  boolean[] keepers(Needs needs) {
    boolean[] keepers = new boolean[universe.packages()];
    ids.forEach(
        (name, own) -> {
          int[] admitted = needs.options(universe.versions().row(name));
          int[] same = Arrays.stream(admitted).filter(p -> own.contains(universe.id(p))).toArray();
          for (int keeper : same.length > 0 ? same : admitted) {
            keepers[keeper] = true;
          }
        });
    return keepers;
  }

  /** Whether there was a package of the name of this one. */
  boolean hasName(int aPackage) {
    return ids.containsKey(universe.nameOf(aPackage));
  }

  /** Whether there was a package of its name, but not this one. */
  boolean hasOther(int aPackage) {
    Set<PackageId> own = ids.getOrDefault(universe.nameOf(aPackage), Set.of());
    return !own.isEmpty() && !own.contains(universe.id(aPackage));
  }
}
