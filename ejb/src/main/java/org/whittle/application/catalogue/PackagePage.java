package org.whittle.application.catalogue;

import java.util.List;

/** One package: all its versions and the images that contain it. */
public record PackagePage(String name, List<PackageRow> versions, List<Use> images) {
  /** An image whose newest version contains the package. */
  public record Use(String image, int number, String version) {}
}
