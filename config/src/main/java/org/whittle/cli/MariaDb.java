package org.whittle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.kernel.InvalidInput;

/** Where the build has unpacked the database's binaries. */
final class MariaDb {
  private MariaDb() {}

  /** The folder with {@code bin/mariadbd} below the repository's build. */
  static Path below(Path root) {
    Path unpacked = root.resolve("ear/target/mariadb");
    try (Stream<Path> files =
        Files.exists(unpacked) ? Files.walk(unpacked, 8) : Stream.<Path>empty()) {
      Optional<Path> server = files.filter(f -> f.endsWith("bin/mariadbd")).findFirst();
      return server
          .map(Path::getParent)
          .map(Path::getParent)
          .orElseThrow(
              () ->
                  new InvalidInput(
                      "cannot start a server: there is no database below " + unpacked,
                      "Build it with: mvn package -DskipTests",
                      null));
    } catch (IOException e) {
      throw new InvalidInput("cannot read " + unpacked + ": " + e.getMessage(), e);
    }
  }
}
