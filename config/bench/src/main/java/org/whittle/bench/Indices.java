package org.whittle.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.whittle.kernel.Architecture;
import org.whittle.universe.DebianUniverse;
import org.whittle.universe.IndexFiles;

/** The indices to measure on: the base suite first, then the others. */
final class Indices {
  private Indices() {}

  static List<Path> files() {
    return Arrays.stream(System.getProperty("whittle.bench", "").split(":")).map(Path::of).toList();
  }

  static DebianUniverse base() {
    return read(files().subList(0, 1), Optional.empty());
  }

  static DebianUniverse all() {
    return read(files(), Optional.empty());
  }

  static DebianUniverse read(List<Path> files, Optional<Path> cache) {
    return IndexFiles.load(files, Architecture.AMD64, cache).universe();
  }
}
