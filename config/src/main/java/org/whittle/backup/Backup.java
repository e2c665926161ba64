package org.whittle.backup;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.FileBlobStore;

/**
 * Takes a backup, also while a server works on the data.
 *
 * <p>First all blobs are copied, then the database is dumped as it is at one moment, then the blobs
 * that came meanwhile are copied. So each blob that the dump names is there: whatever was in the
 * store before is copied before, and what came later is younger than what collection may take. A
 * blob of the folder is not copied again by later backups.
 */
public final class Backup {
  private final Path data;
  private final DatabaseSource database;
  private final Clock clock;

  /**
   * A backup of a data folder.
   *
   * @param data the data folder, whose layout is the launcher's
   * @param database what is dumped
   */
  public Backup(Path data, DatabaseSource database, Clock clock) {
    this.data = data;
    this.database = database;
    this.clock = clock;
  }

  /** What is dumped. */
  public interface DatabaseSource {
    /** The number of the newest migration that it has seen. */
    int schema();

    /** Writes all of it as SQL, as it was at one moment. */
    void dump(OutputStream to);
  }

  /**
   * What was taken.
   *
   * @param folder the folder of this backup
   * @param databaseBytes the size of the dump
   * @param blobs how many blobs belong to it
   * @param blobBytes their size
   * @param copied how many of them were not there from earlier backups
   * @param copiedBytes their size
   * @param damaged what is damaged in the store, and hence not in the backup
   * @param removed how many older backups are gone
   */
  public record Taken(
      Path folder,
      long databaseBytes,
      long blobs,
      long blobBytes,
      long copied,
      long copiedBytes,
      List<Digest> damaged,
      int removed) {}

  /**
   * Takes one.
   *
   * @param to the folder of backups; it is made if it is not there
   * @param keep how many backups stay there, this one counted
   * @throws InvalidInput if none is to stay
   * @throws org.whittle.kernel.Failure if it cannot be taken; what was written has no manifest then
   */
  public Taken to(Path to, int keep) {
    if (keep < 1) {
      throw new InvalidInput(
          "cannot back up: " + keep + " backups are to stay, but at least 1 can");
    }
    Path root = to.toAbsolutePath().normalize();
    try (BackupFolder folder = BackupFolder.toWrite(root)) {
      return take(folder, keep);
    } catch (IOException e) {
      throw BackupFolder.failed("back up to", root, e);
    }
  }

  private Taken take(BackupFolder folder, int keep) throws IOException {
    Instant moment = clock.instant();
    Path draft = folder.begin(moment);
    Map<String, Digest> files = new TreeMap<>(secrets(draft));
    BlobCopy copy = new BlobCopy(new FileBlobStore(data.resolve("store/blobs")), folder.blobs());
    copy.all();
    int schema = database.schema();
    Path dump = draft.resolve(BackupFolder.DATABASE);
    files.put(BackupFolder.DATABASE, dump(dump));
    copy.all();

    Digest list = write(draft.resolve(BackupFolder.BLOBS), BlobList.text(copy.there()));
    files.put(BackupFolder.BLOBS, list);
    long bytes = copy.there().values().stream().mapToLong(size -> size).sum();
    List<Digest> damaged = List.copyOf(copy.damaged());
    Manifest manifest = new Manifest(moment, schema, files, copy.there().size(), bytes, damaged);
    Path manifestDraft = draft.resolve(BackupFolder.MANIFEST + ".new");
    write(manifestDraft, manifest.text());
    Files.move(manifestDraft, draft.resolve(BackupFolder.MANIFEST), StandardCopyOption.ATOMIC_MOVE);
    int removed = folder.keep(keep);
    return new Taken(
        draft,
        Files.size(dump),
        copy.there().size(),
        bytes,
        copy.copied(),
        copy.copiedBytes(),
        damaged,
        removed);
  }

  private Map<String, Digest> secrets(Path draft) throws IOException {
    Path to = Files.createDirectory(draft.resolve(BackupFolder.SECRETS));
    Map<String, Digest> digests = new TreeMap<>();
    Path from = data.resolve(BackupFolder.SECRETS);
    if (!Files.isDirectory(from)) {
      return digests;
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        digests.put(
            BackupFolder.SECRETS + "/" + name, write(to.resolve(name), Files.readString(file)));
      }
    }
    return digests;
  }

  private Digest dump(Path file) throws IOException {
    try (FileChannel channel = create(file);
        ZstdOutputStream to = new ZstdOutputStream(Channels.newOutputStream(channel))) {
      to.setCloseFrameOnFlush(true);
      database.dump(to);
      to.flush();
      channel.force(true);
    }
    try (InputStream written = Files.newInputStream(file)) {
      return Digest.of(written);
    }
  }

  private static Digest write(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel = create(file)) {
      Channels.newOutputStream(channel).write(bytes);
      channel.force(true);
    }
    return Digest.of(bytes);
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
