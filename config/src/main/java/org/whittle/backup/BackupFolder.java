package org.whittle.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.store.FileBlobStore;

/**
 * A folder of backups: {@code blobs/}, and a folder for each backup, named by its moment.
 *
 * <p>Only its owner can enter it, since backups hold secrets. A backup without a manifest was never
 * finished: it is not offered, and goes with the next that is taken. While it is open, nobody else
 * takes or restores backups here.
 */
final class BackupFolder implements AutoCloseable {
  static final String MANIFEST = "manifest.json";
  static final String DATABASE = "database.sql.zst";
  static final String BLOBS = "blobs.txt";
  static final String SECRETS = "secrets";

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern NAMED =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{3}Z");

  private final Path root;
  private final FileChannel lock;
  private final BlobStore blobs;

  private BackupFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
    this.blobs = new FileBlobStore(root);
  }

  /** Opens one to write to, which is made if it is not there. */
  static BackupFolder toWrite(Path root) {
    try {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      return open(root);
    } catch (IOException e) {
      throw failed("back up to", root, e);
    }
  }

  /**
   * Opens one to read.
   *
   * @throws NotFound if it is not there
   */
  static BackupFolder toRead(Path root) {
    if (!Files.isDirectory(root.resolve("blobs"))) {
      throw new NotFound("cannot restore from " + root + ": there are no backups in it");
    }
    try {
      return open(root);
    } catch (IOException e) {
      throw failed("restore from", root, e);
    }
  }

  private static BackupFolder open(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      held = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // The same process holds it: the same answer as for another one.
      held = false;
    } finally {
      if (!held) {
        channel.close();
      }
    }
    if (!held) {
      throw new Conflict(
          "cannot use the backups in " + root + ": another backup or restore is at it",
          "Wait until that one has ended",
          null);
    }
    return new BackupFolder(root, channel);
  }

  BlobStore blobs() {
    return blobs;
  }

  /** Makes the folder of a new backup. */
  Path begin(Instant moment) throws IOException {
    return Files.createDirectory(
        root.resolve(NAME.format(moment)),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** The backups that were finished, the oldest first. */
  List<Path> whole() throws IOException {
    return all(true);
  }

  /** Those that were not. */
  List<Path> unfinished() throws IOException {
    return all(false);
  }

  private List<Path> all(boolean finished) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files
          .filter(file -> NAMED.matcher(String.valueOf(file.getFileName())).matches())
          .filter(folder -> Files.exists(folder.resolve(MANIFEST)) == finished)
          .sorted()
          .toList();
    }
  }

  /**
   * Removes backups that were never finished, and all but the newest of the others, with the blobs
   * that no remaining one names.
   *
   * @return how many finished ones are gone
   */
  int keep(int newest) throws IOException {
    for (Path folder : unfinished()) {
      delete(folder);
    }
    List<Path> whole = whole();
    int gone = Math.max(0, whole.size() - newest);
    for (Path folder : whole.subList(0, gone)) {
      // Without its manifest it is unfinished, should this be interrupted.
      Files.delete(folder.resolve(MANIFEST));
      delete(folder);
    }
    if (gone > 0) {
      removeUnnamed();
    }
    return gone;
  }

  private void removeUnnamed() throws IOException {
    Set<Digest> named = new HashSet<>();
    for (Path folder : whole()) {
      named.addAll(BlobList.read(folder.resolve(BLOBS)).keySet());
    }
    try (Stream<Digest> list = blobs.list()) {
      list.filter(digest -> !named.contains(digest))
          .forEach(digest -> blobs.delete(digest, Instant.MAX));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static Unavailable failed(String action, Path root, IOException e) {
    return new Unavailable("cannot " + action + " " + root + ": " + e, e);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw failed("use the backups in", root, e);
    }
  }
}
