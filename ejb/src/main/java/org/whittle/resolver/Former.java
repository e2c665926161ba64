package org.whittle.resolver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whittle.format.PackageId;
import org.whittle.kernel.PackageName;

/** The composition before an update, by name. */
final class Former {
  private final Map<PackageName, Set<PackageId>> ids = new HashMap<>();

  Former(List<PackageId> composition) {
    for (PackageId id : composition) {
      ids.computeIfAbsent(id.name(), n -> new HashSet<>()).add(id);
    }
  }

  /** The former composition of a request, empty if it is not of an update. */
  static Former of(ResolutionRequest request) {
    return new Former(
        request.mode() instanceof ResolutionMode.Update update ? update.composition() : List.of());
  }

  /**
   * Which packages are worth keeping their name for if something asks for them: those that there
   * were, or where these may not be chosen any more, all of their name.
   */
  boolean[] keepers(PackageUniverse universe, Needs needs) {
    boolean[] keepers = new boolean[universe.packages()];
    ids.forEach(
        (name, own) ->
            universe
                .find(name)
                .ifPresent(
                    number -> {
                      int[] admitted = needs.options(universe.versions().row(number));
                      int[] same =
                          Arrays.stream(admitted)
                              .filter(p -> own.contains(universe.id(p)))
                              .toArray();
                      for (int keeper : same.length > 0 ? same : admitted) {
                        keepers[keeper] = true;
                      }
                    }));
    return keepers;
  }

  /** Whether there was a package of this name. */
  boolean hasName(PackageId id) {
    return ids.containsKey(id.name());
  }

  /** Whether there was a package of this name, but not this one. */
  boolean hasOther(PackageId id) {
    return hasName(id) && !ids.getOrDefault(id.name(), Set.of()).contains(id);
  }
}
