package org.whittle.resolver;

import java.util.Map;
import java.util.TreeMap;
import org.whittle.format.PackageId;

/** What the packages of a resolution say of their sizes. */
public final class InstalledSizes {
  private InstalledSizes() {}

  /**
   * The installed size of each package in bytes, by id; 0 for one that says nothing.
   *
   * @throws IllegalArgumentException if the resolution is not of this universe
   */
  public static Map<PackageId, Long> of(PackageUniverse universe, Resolved resolved) {
    Map<PackageId, Long> sizes = new TreeMap<>();
    for (int aPackage : new Chosen(universe, resolved).numbers()) {
      sizes.put(universe.id(aPackage), universe.installedSize(aPackage));
    }
    return sizes;
  }
}
