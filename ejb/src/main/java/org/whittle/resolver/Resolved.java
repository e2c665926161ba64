package org.whittle.resolver;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageId;
import org.whittle.kernel.PackageName;

/**
 * The chosen packages, by name: closed under what they require, and none excludes another.
 *
 * @param packages sorted by id
 * @param bounds how good the choice is by each objective of the mode, the first one first; empty in
 *     a mode that has none
 */
public record Resolved(List<ResolvedPackage> packages, List<Bound> bounds) implements Resolution {
  /** Sorts by id. */
  public Resolved {
    packages = packages.stream().sorted(Comparator.comparing(ResolvedPackage::id)).toList();
    bounds = List.copyOf(bounds);
  }

  /** Packages of which nothing is claimed. */
  public Resolved(List<ResolvedPackage> packages) {
    this(packages, List.of());
  }

  /** Whether it is proved that no other choice is better; false in a mode without objectives. */
  public boolean proved() {
    return !bounds.isEmpty() && bounds.stream().allMatch(Bound::tight);
  }

  /** The ids alone, in the same order. */
  public List<PackageId> ids() {
    return packages.stream().map(ResolvedPackage::id).toList();
  }

  /** The chosen package of a name. */
  public Optional<ResolvedPackage> find(PackageName name) {
    return packages.stream().filter(p -> p.id().name().equals(name)).findFirst();
  }
}
