package org.whittle.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Unavailable;

/**
 * The one folder that holds all data of an installation; only its owner can enter it.
 *
 * <p>{@code database/} the database's files, {@code store/} the blobs, {@code server/} what the
 * server writes, {@code secrets/} passwords. While it is open, no second launcher can use it.
 */
final class DataFolder implements AutoCloseable {
  /** The file that is there while a restore has not ended. */
  static final String RESTORING = "restoring";

  private static final String LOCK = "lock";

  private final Path root;
  private final FileChannel lock;

  private DataFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Opens the folder, creating it if need be.
   *
   * @throws Conflict if another launcher has it open, or a restore into it has not ended
   */
  static DataFolder open(Path root) {
    if (Files.exists(root.resolve(RESTORING))) {
      throw new Conflict(
          "cannot start Whittle: a restore into " + root + " has not ended",
          "Wait for it, or run it again",
          null);
    }
    return openWhole(root);
  }

  /** The same, for the restore itself. */
  static DataFolder openForRestore(Path root) {
    return openWhole(root);
  }

  private static DataFolder openWhole(Path root) {
    try {
      privateFolder(root);
      DataFolder folder = new DataFolder(root, locked(root));
      folder.prepare();
      return folder;
    } catch (IOException e) {
      throw new Unavailable(
          "cannot use the data folder " + root + ": " + e.getMessage(),
          "Choose another with -Dwhittle.data=<folder>",
          e);
    }
  }

  /** Makes what is missing. */
  void prepare() throws IOException {
    privateFolder(secrets());
    Files.createDirectories(store());
    Files.createDirectories(server().resolve("log"));
  }

  Path root() {
    return root;
  }

  /** What a running launcher holds. */
  Path lockFile() {
    return root.resolve(LOCK);
  }

  /** The contents of packages and images. */
  Path store() {
    return root.resolve("store");
  }

  Path database() {
    return root.resolve("database");
  }

  Path server() {
    return root.resolve("server");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void privateFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  private static FileChannel locked(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // The same launcher holds it: the same answer as for another one.
    }
    channel.close();
    throw new Conflict(
        "cannot start Whittle: the data folder " + root + " is in use by another start",
        "Stop that one, or choose another folder with -Dwhittle.data=<folder>",
        null);
  }
}
