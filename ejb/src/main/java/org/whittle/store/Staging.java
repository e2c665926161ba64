package org.whittle.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A folder where files are written before they are renamed into place in the same file system.
 *
 * <p>A killed process leaves files here and nowhere else; they go when the folder is opened later,
 * once nobody has written to them for {@link #ABANDONED}. Safe for use by any thread.
 */
final class Staging {
  /** After this time without a write, a file here belongs to nobody. */
  static final Duration ABANDONED = Duration.ofHours(1);

  private static final Set<PosixFilePermission> READ_ONLY =
      PosixFilePermissions.fromString("r--r--r--");

  private final Path folder;

  private Staging(Path folder) {
    this.folder = folder;
  }

  /** Creates the folder if need be and clears what dead processes left. */
  static Staging open(Path folder, Clock clock) throws IOException {
    Files.createDirectories(folder);
    Instant limit = clock.instant().minus(ABANDONED);
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder)) {
      for (Path file : leftovers) {
        deleteIfOlder(file, limit);
      }
    }
    return new Staging(folder);
  }

  private static void deleteIfOlder(Path file, Instant limit) throws IOException {
    try {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Its writer has just renamed it.
      return;
    }
  }

  /** A name that nobody else uses. */
  Path newFile() {
    return folder.resolve(UUID.randomUUID().toString());
  }

  /** Creates the file for writing; once closed nobody but the superuser can write to it. */
  static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(READ_ONLY));
  }

  /** Renames the file to its final name, replacing what is there; creates the folder if need be. */
  static void moveInto(Path file, Path target) throws IOException {
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      Path parent = target.getParent();
      if (parent == null) {
        throw e;
      }
      // Even if it is there by now: another thread may have made it just after the move failed.
      Files.createDirectories(parent);
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Deletes what was not renamed; the next opening clears what cannot be deleted now. */
  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The failure that matters is already on its way.
      return;
    }
  }

  /** Makes a file's content, or a folder's names, outlive a failure of power; absent is fine. */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException e) {
      // Collected in the meantime: nothing to keep.
      return;
    }
  }
}
