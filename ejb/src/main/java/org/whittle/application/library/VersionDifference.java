package org.whittle.application.library;

import java.util.List;

/** What differs between two versions of an image, sizes in bytes. */
public record VersionDifference(
    String image,
    int from,
    int to,
    List<PackageChange> packages,
    List<FileChange> files,
    long sizeChange) {
  /** How something changed. */
  public enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }

  /** A package; a version is empty where the package was or is not there. */
  public record PackageChange(
      Change change, String name, String fromVersion, String toVersion, long sizeChange) {}

  /** A file, with its size before and after. */
  public record FileChange(
      Change change, String path, String packageName, long fromSize, long toSize) {}
}
