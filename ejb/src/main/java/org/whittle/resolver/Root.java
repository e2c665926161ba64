package org.whittle.resolver;

import java.util.Optional;
import java.util.OptionalInt;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.PackageName;

/**
 * A package that is asked for by name, in any version or in one of a range.
 *
 * @param architecture of the package; empty for what the machine itself would take
 */
public record Root(PackageName name, Optional<Architecture> architecture, VersionRange range) {
  /** A name of the machine's own architecture, in one version of a range. */
  public Root(PackageName name, VersionRange range) {
    this(name, Optional.empty(), range);
  }

  /** The name in any version. */
  public static Root of(String name) {
    return new Root(new PackageName(name), VersionRange.ANY);
  }

  OptionalInt nameIn(PackageUniverse universe) {
    return architecture.isPresent() ? universe.find(name, architecture.get()) : universe.find(name);
  }

  int[] matching(PackageUniverse universe, VersionRange anyOf) {
    OptionalInt number = nameIn(universe);
    return number.isPresent() ? universe.matching(number.getAsInt(), anyOf) : new int[0];
  }

  /** The name, with the architecture if one is asked for, and the range if there is one. */
  @Override
  public String toString() {
    String asked = name + architecture.map(a -> ":" + a).orElse("");
    return range.isAny() ? asked : asked + " " + range;
  }
}
