package org.whittle.resolver;

import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;

/** A name that stays within a range: its other versions are not there for this resolution. */
public record Hold(PackageName name, VersionRange range) {
  /** The name stays at just this version. */
  public static Hold exactly(PackageName name, Version version) {
    return new Hold(name, VersionRange.exactly(version));
  }

  @Override
  public String toString() {
    return name + " " + range;
  }
}
