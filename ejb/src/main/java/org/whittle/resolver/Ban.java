package org.whittle.resolver;

import org.whittle.kernel.PackageName;

/** Versions of a name that may not be chosen: those within the range. */
public record Ban(PackageName name, VersionRange range) {
  /** No version of the name may be chosen. */
  public static Ban of(String name) {
    return new Ban(new PackageName(name), VersionRange.ANY);
  }

  @Override
  public String toString() {
    return range.isAny() ? name.value() : name + " " + range;
  }
}
