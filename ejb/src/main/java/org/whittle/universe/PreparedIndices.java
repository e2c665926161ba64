package org.whittle.universe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;

/**
 * Universes as files of a folder, each under the digest of all that it was made of, so that they
 * are opened in milliseconds instead of being made again.
 *
 * <p>What is kept can always be made again: a file that is damaged, foreign or of another version
 * counts as absent and is replaced. Only the files used last are kept. Safe for any thread, and for
 * several processes.
 */
public final class PreparedIndices {
  private static final String SUFFIX = ".universe";
  private static final String UNFINISHED = ".new";

  /** Milliseconds after which an unfinished file is that of a dead process. */
  private static final long ABANDONED = 3_600_000;

  /** Bytes that are written at once. */
  private static final int AT_ONCE = 1 << 20;

  /** Remembered digests for each universe. */
  private static final int DIGESTS_EACH = 8;

  private final Path folder;
  private final int most;

  /**
   * The files of a folder, which is made when it is needed.
   *
   * @param most how many files are kept
   */
  public PreparedIndices(Path folder, int most) {
    this.folder = folder;
    this.most = most;
  }

  /**
   * The universe that was kept under a key.
   *
   * @throws Unavailable if it is there and cannot be read
   */
  public Optional<DebianUniverse> open(Digest key) {
    try {
      return PreparedIndex.open(file(key), key);
    } catch (IOException e) {
      throw new Unavailable("cannot open prepared index " + file(key) + ": " + e.getMessage(), e);
    }
  }

  /**
   * Keeps a universe: written aside, read again, then renamed.
   *
   * @throws Unavailable if the folder cannot be written to
   */
  public void keep(Digest key, DebianUniverse universe) {
    ByteBuffer content = PreparedIndex.encode(universe, key);
    try {
      Files.createDirectories(folder);
      Path aside = folder.resolve(UUID.randomUUID() + UNFINISHED);
      try {
        write(aside, content);
        if (PreparedIndex.open(aside, key).isEmpty()) {
          throw new IOException("what was written is not what is read");
        }
        Files.move(aside, file(key), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(aside);
      }
      removeOld();
    } catch (IOException e) {
      throw notKept(folder, e);
    }
  }

  static Unavailable notKept(Path folder, IOException cause) {
    return new Unavailable(
        "cannot keep prepared index in " + folder + ": " + cause.getMessage(), cause);
  }

  private static void write(Path file, ByteBuffer content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      int end = content.limit();
      while (content.position() < end) {
        // The channel copies what it is given to memory that it keeps.
        channel.write(content.limit(Math.min(content.position() + AT_ONCE, end)));
      }
    }
  }

  /** A mapped file stays readable when it is deleted. */
  private void removeOld() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.forEach(files::add);
    }
    files.sort(Comparator.comparingLong(PreparedIndices::written).reversed());
    long newest = written(files.getFirst());
    int kept = 0;
    int others = 0;
    for (Path file : files) {
      String name = file.toString();
      boolean old = newest - written(file) > ABANDONED;
      if (name.endsWith(SUFFIX)
          ? ++kept > most
          : name.endsWith(UNFINISHED) ? old : ++others > DIGESTS_EACH * most) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static long written(Path file) {
    return file.toFile().lastModified();
  }

  private Path file(Digest key) {
    return folder.resolve(key.hex() + SUFFIX);
  }
}
