package org.whittle.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The data folder of the server on this machine. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The server's data folder (default: .whittle of the repository).")
  private @Nullable Path data;

  Path folder() {
    return (data == null ? root().resolve(".whittle") : data).toAbsolutePath().normalize();
  }

  /** The repository. */
  static Path root() {
    return Path.of(System.getProperty("whittle.root", ""));
  }
}
