package org.whittle.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Unavailable;

/**
 * A data folder that is being filled from a backup.
 *
 * <p>Until {@link #finish} a mark in it keeps servers from starting on it. Closed before that, it
 * is empty again; if the process is killed, the next restore into it begins anew.
 */
public final class RestoredFolder implements AutoCloseable {
  private final DataFolder folder;
  private final Path root;
  private final Path mark;
  private boolean finished;

  private RestoredFolder(DataFolder folder) {
    this.folder = folder;
    this.root = folder.root();
    this.mark = root.resolve(DataFolder.RESTORING);
  }

  /**
   * Begins in a folder that is not there, or empty, or was left by a restore that did not end.
   *
   * @throws Conflict if anything else is in it, or another restore is at it
   */
  public static RestoredFolder begin(Path data) {
    Path root = data.toAbsolutePath().normalize();
    Path mark = root.resolve(DataFolder.RESTORING);
    try {
      if (!Files.exists(mark)) {
        if (!isEmpty(root)) {
          throw new Conflict(
              "cannot restore into " + root + ": it is not empty",
              "Name an empty folder with --data, or move that one away",
              null);
        }
        Files.createDirectories(root);
        Files.createFile(mark);
      }
      RestoredFolder folder = new RestoredFolder(DataFolder.openForRestore(root));
      folder.empty();
      return folder;
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /** Where the store is to be. */
  public Path store() {
    return folder.store();
  }

  /** Keeps a secret under its name, readable by its owner only. */
  public void keep(String name, String secret) {
    try {
      Secret.write(folder.secrets().resolve(name), secret);
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /** Makes and starts a new database; the secrets have to be there. */
  public DataDatabase newDatabase(Path home) {
    return DataDatabase.restored(home, folder);
  }

  /** Everything is there: from now on servers may start on it. */
  public void finish() {
    try {
      Files.delete(mark);
      finished = true;
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  @Override
  public void close() {
    try {
      if (!finished) {
        empty();
        Files.delete(mark);
      }
    } catch (IOException e) {
      throw failed(root, e);
    } finally {
      folder.close();
    }
  }

  private static boolean isEmpty(Path root) throws IOException {
    if (!Files.exists(root)) {
      return true;
    }
    try (Stream<Path> files = Files.list(root)) {
      return files.findAny().isEmpty();
    }
  }

  /** Removes what was begun; folders of the first level stay, and the mark. */
  private void empty() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        boolean kept = file.equals(root) || file.equals(mark) || file.equals(folder.lockFile());
        if (!kept) {
          Files.delete(file);
        }
      }
    }
    folder.prepare();
  }

  private static Unavailable failed(Path root, IOException e) {
    return new Unavailable("cannot restore into " + root + ": " + e, e);
  }
}
