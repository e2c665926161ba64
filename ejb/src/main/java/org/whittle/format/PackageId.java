package org.whittle.format;

import org.whittle.kernel.Architecture;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;

/** One package version of one architecture: what a composition line names. */
public record PackageId(PackageName name, Version version, Architecture architecture)
    implements Comparable<PackageId> {

  /** From plain texts, checked as their types check them. */
  public static PackageId of(String name, String version, String architecture) {
    return new PackageId(
        new PackageName(name), new Version(version), new Architecture(architecture));
  }

  /** By name, then architecture, then the version's text: an order for lists, not of age. */
  @Override
  public int compareTo(PackageId other) {
    int order = name.compareTo(other.name);
    order = order != 0 ? order : architecture.compareTo(other.architecture);
    return order != 0 ? order : version.value().compareTo(other.version.value());
  }

  /** The form {@code name=version/architecture}. */
  @Override
  public String toString() {
    return name + "=" + version + "/" + architecture;
  }
}
