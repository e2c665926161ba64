package org.whittle.build;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.whittle.kernel.Unavailable;

/** A directory that is there for a while; closing it deletes it with all that is in it. */
public final class ScratchDirectory implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ScratchDirectory.class.getName());

  private final Path path;

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  /**
   * A new empty directory in the folder, which is made if it is not there.
   *
   * @param prefix how its name begins
   * @throws Unavailable if the file system refuses
   */
  public static ScratchDirectory in(Path folder, String prefix) {
    try {
      Files.createDirectories(folder);
      return new ScratchDirectory(Files.createTempDirectory(folder, prefix));
    } catch (IOException e) {
      throw new Unavailable(
          "cannot make a directory in " + folder + ": " + e.getMessage(),
          "Check that there is space and the right to write.",
          e);
    }
  }

  /** One that somebody has left; closing it deletes it. */
  public static ScratchDirectory left(Path path) {
    return new ScratchDirectory(path);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      delete(path);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot delete " + path + ": " + e.getMessage());
    }
  }

  /** Opens each directory first: an image's directory may be closed even to its owner. */
  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          delete(entry);
        }
      }
    }
    Files.delete(path);
  }
}
