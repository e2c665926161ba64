package org.whittle.build;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Unavailable;

/** A directory that is there for a while; closing it deletes it with all that is in it. */
final class ScratchDirectory implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ScratchDirectory.class.getName());

  private final Path path;

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  static ScratchDirectory in(Path folder) {
    try {
      Files.createDirectories(folder);
      return new ScratchDirectory(Files.createTempDirectory(folder, "image-"));
    } catch (IOException e) {
      throw new Unavailable(
          "cannot make a directory in " + folder + ": " + e.getMessage(),
          "Check that there is space and the right to write.",
          e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Deleting());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot delete " + path + ": " + e.getMessage());
    }
  }

  /** Opens each directory first: an image's directory may be closed even to its owner. */
  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException fault)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
