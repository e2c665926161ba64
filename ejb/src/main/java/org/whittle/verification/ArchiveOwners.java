package org.whittle.verification;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.kernel.FilePath;

/** Knows which packages of an archive, of whatever closure, ship a path. */
@FunctionalInterface
public interface ArchiveOwners {
  /** Nobody can say. */
  ArchiveOwners UNKNOWN = paths -> Optional.empty();

  /**
   * The names of the packages that ship each of the paths, separated by commas; a path that none
   * ships is left out. Empty if it cannot be said.
   */
  Optional<Map<FilePath, String>> of(Set<FilePath> paths);
}
