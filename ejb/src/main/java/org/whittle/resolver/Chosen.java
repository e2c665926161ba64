package org.whittle.resolver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.whittle.format.PackageId;

/** The packages of a resolution by their numbers in the universe, in order of id. */
final class Chosen {
  private final PackageUniverse universe;
  private final Map<Integer, ResolvedPackage> packages = new LinkedHashMap<>();

  /** Throws if the resolution was not made of this universe. */
  Chosen(PackageUniverse universe, Resolved resolved) {
    this.universe = universe;
    for (ResolvedPackage each : resolved.packages()) {
      packages.put(number(each.id()), each);
    }
  }

  private int number(PackageId id) {
    OptionalInt name = universe.find(id.name(), id.architecture());
    if (name.isPresent()) {
      for (int version : universe.versions().row(name.getAsInt())) {
        if (universe.id(version).equals(id)) {
          return version;
        }
      }
    }
    throw new IllegalArgumentException(id + " is not of this universe");
  }

  Set<Integer> numbers() {
    return packages.keySet();
  }

  boolean contains(int aPackage) {
    return packages.containsKey(aPackage);
  }

  /** The package that was chosen of a name. */
  OptionalInt ofName(int name) {
    for (int version : universe.versions().row(name)) {
      if (contains(version)) {
        return OptionalInt.of(version);
      }
    }
    return OptionalInt.empty();
  }

  /** The chosen ones among packages, each once, in the order given. */
  List<Integer> among(int[] solvers) {
    List<Integer> found = new ArrayList<>();
    for (int solver : solvers) {
      if (contains(solver) && !found.contains(solver)) {
        found.add(solver);
      }
    }
    return found;
  }

  /** Whether the package was chosen for just this clause of that package. */
  boolean isChosenFor(int aPackage, int by, int clause) {
    ResolvedPackage known = packages.get(aPackage);
    Optional<Because> because = known == null ? Optional.empty() : known.because();
    return because.isPresent()
        && because.get().by().equals(universe.id(by))
        && because.get().clause().equals(ClauseText.of(universe, clause));
  }

  boolean isRequested(int aPackage) {
    ResolvedPackage known = packages.get(aPackage);
    return known != null && known.requested();
  }
}
