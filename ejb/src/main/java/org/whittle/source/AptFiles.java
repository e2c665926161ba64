package org.whittle.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists the files of a folder that apt would read, in its order. */
final class AptFiles {
  private AptFiles() {}

  /** Files with one of the suffixes, by name; none if the folder is missing or may not be read. */
  static List<Path> in(Path folder, String... suffixes) {
    if (!Files.isReadable(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Stream.of(suffixes).anyMatch(end -> file.toString().endsWith(end)))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
