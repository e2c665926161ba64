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

  /** A subject, in one version of a range. */
  public Root(Subject subject, VersionRange range) {
    this(subject.name(), subject.architecture(), range);
  }

  /** What is asked for, whatever the version. */
  public Subject subject() {
    return new Subject(name, architecture);
  }

  OptionalInt nameIn(PackageUniverse universe) {
    return subject().numberIn(universe);
  }

  int[] matching(PackageUniverse universe, VersionRange anyOf) {
    OptionalInt number = nameIn(universe);
    return number.isPresent() ? universe.matching(number.getAsInt(), anyOf) : new int[0];
  }

  /** The name, with the architecture if one is asked for, and the range if there is one. */
  @Override
  public String toString() {
    return range.isAny() ? subject().toString() : subject() + " " + range;
  }
}
