package org.whittle.resolver;

import org.whittle.kernel.PackageName;

/** A package that is asked for by name, in any version or in one of a range. */
public record Root(PackageName name, VersionRange range) {
  /** The name in any version. */
  public static Root of(String name) {
    return new Root(new PackageName(name), VersionRange.ANY);
  }

  /** The name, and the range behind it if there is one. */
  @Override
  public String toString() {
    return range.isAny() ? name.value() : name + " " + range;
  }
}
