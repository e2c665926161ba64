package org.whittle.verification;

import java.util.Map;
import java.util.Set;
import org.whittle.kernel.FilePath;

/** Knows which packages of an archive, of whatever closure, ship a path. */
@FunctionalInterface
public interface ArchiveOwners {

  /** Who ships each of the paths. */
  Answer of(Set<FilePath> paths);

  /**
   * What is known.
   *
   * @param owners names of packages, separated by commas, by path; a path that none ships is not in
   *     it
   * @param whyNot why nothing can be said of the other paths, as a sentence; empty if it is known
   *     that nobody ships them
   */
  record Answer(Map<FilePath, String> owners, String whyNot) {
    /** Copies the map. */
    public Answer {
      owners = Map.copyOf(owners);
    }
  }

  /** Nobody can say, for this reason. */
  static ArchiveOwners unknown(String whyNot) {
    return paths -> new Answer(Map.of(), whyNot);
  }
}
