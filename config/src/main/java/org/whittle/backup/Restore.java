package org.whittle.backup;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.store.BlobStore;
import org.whittle.store.FileBlobStore;

/**
 * Brings a backup back into an empty data folder.
 *
 * <p>Manifest, digests of files, and that all blobs are there is looked at before anything is
 * written; the content of each blob is compared while it is copied.
 */
public final class Restore {
  private static final int NAMED = 20;

  private final Path from;
  private final int newestSchema;

  /**
   * A restore from a folder of backups.
   *
   * @param newestSchema the newest schema that this Whittle knows: an older one is migrated when a
   *     server starts, a newer one refused
   */
  public Restore(Path from, int newestSchema) {
    this.from = from.toAbsolutePath().normalize();
    this.newestSchema = newestSchema;
  }

  /** Where a backup is restored to; the secrets are kept first, then blobs, then the database. */
  public interface Target extends AutoCloseable {
    /** The folder of the store. */
    Path store();

    /** Keeps a secret, readable by its owner only. */
    void keep(String name, String secret);

    /** Makes a new database from the SQL in the file. */
    void load(Path sql);

    /** All is there. */
    void finish();

    /** Takes back what was not finished. */
    @Override
    void close();
  }

  /**
   * What was brought back.
   *
   * @param folder the backup
   * @param takenAt when it was taken
   * @param schema its database's schema
   * @param blobs how many blobs
   * @param bytes their size
   * @param damaged what was damaged already when it was taken
   */
  public record Restored(
      Path folder, Instant takenAt, int schema, long blobs, long bytes, List<Digest> damaged) {}

  /** Makes the target once the backup has been looked at. */
  @FunctionalInterface
  public interface TargetMaker {
    /** Begins. */
    Target begin();
  }

  /**
   * Restores one.
   *
   * @param at the name of the backup; the newest if there is none
   * @throws NotFound if there is no such backup
   * @throws InvalidInput if a newer Whittle made it
   * @throws Corrupted if anything of it is missing or damaged, which is named
   */
  public Restored into(TargetMaker target, Optional<String> at) {
    try (BackupFolder folder = BackupFolder.toRead(from)) {
      Path backup = chosen(folder, at);
      String name = String.valueOf(backup.getFileName());
      Manifest manifest = manifest(backup, name);
      SortedMap<Digest, Long> blobs = compared(backup, name, manifest, folder.blobs());
      try (Target begun = target.begin()) {
        write(backup, manifest, blobs, folder.blobs(), begun);
        begun.finish();
      }
      return new Restored(
          backup,
          manifest.takenAt(),
          manifest.schema(),
          manifest.blobs(),
          manifest.bytes(),
          manifest.damaged());
    } catch (IOException e) {
      throw BackupFolder.failed("restore from", from, e);
    }
  }

  private Path chosen(BackupFolder folder, Optional<String> at) throws IOException {
    List<Path> whole = folder.whole();
    List<String> names = whole.stream().map(each -> String.valueOf(each.getFileName())).toList();
    if (whole.isEmpty()) {
      int unfinished = folder.unfinished().size();
      throw new NotFound(
          "cannot restore from "
              + from
              + ": there are no backups in it"
              + (unfinished == 0 ? "" : ", only " + unfinished + " that did not end"));
    }
    if (at.isEmpty()) {
      return whole.getLast();
    }
    int index = names.indexOf(at.get());
    if (index < 0) {
      throw new NotFound(
          "cannot restore " + at.get() + ": there is no such backup in " + from,
          "There are " + String.join(", ", names),
          null);
    }
    return whole.get(index);
  }

  private Manifest manifest(Path backup, String name) throws IOException {
    Manifest manifest =
        Manifest.parse(name, Files.readString(backup.resolve(BackupFolder.MANIFEST)));
    if (manifest.schema() > newestSchema) {
      throw new InvalidInput(
          "cannot restore "
              + name
              + ": its database has schema "
              + manifest.schema()
              + ", this Whittle knows those up to "
              + newestSchema,
          "Restore it with the Whittle that made it, or a newer one",
          null);
    }
    return manifest;
  }

  private static SortedMap<Digest, Long> compared(
      Path backup, String name, Manifest manifest, BlobStore store) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Digest> file : manifest.files().entrySet()) {
      if (!hasDigest(backup.resolve(file.getKey()), file.getValue())) {
        wrong.add(file.getKey());
      }
    }
    refuseIfAny(name, "its files are missing or damaged", wrong);
    SortedMap<Digest, Long> blobs =
        manifest.files().containsKey(BackupFolder.BLOBS)
            ? BlobList.read(backup.resolve(BackupFolder.BLOBS))
            : new TreeMap<>();
    blobs.forEach(
        (digest, size) -> {
          if (!isThere(store, digest, size)) {
            wrong.add(digest.toString());
          }
        });
    refuseIfAny(name, "blobs are missing or cut off", wrong);
    return blobs;
  }

  private static boolean hasDigest(Path file, Digest digest) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream content = Files.newInputStream(file)) {
      return Digest.of(content).equals(digest);
    }
  }

  private static boolean isThere(BlobStore store, Digest digest, long size) {
    try {
      return store.size(digest) == size;
    } catch (NotFound | Corrupted e) {
      return false;
    }
  }

  private static void refuseIfAny(String name, String what, List<String> wrong) {
    if (!wrong.isEmpty()) {
      List<String> named = wrong.subList(0, Math.min(NAMED, wrong.size()));
      throw new Corrupted(
          "cannot restore "
              + name
              + ": "
              + what
              + ": "
              + String.join(", ", named)
              + (wrong.size() > NAMED ? " and " + (wrong.size() - NAMED) + " more" : ""),
          "Name another backup with --at",
          null);
    }
  }

  private static void write(
      Path backup, Manifest manifest, SortedMap<Digest, Long> blobs, BlobStore from, Target target)
      throws IOException {
    String secrets = BackupFolder.SECRETS + "/";
    for (String file : manifest.files().keySet()) {
      if (file.startsWith(secrets)) {
        target.keep(file.substring(secrets.length()), Files.readString(backup.resolve(file)));
      }
    }
    BlobStore store = new FileBlobStore(target.store().resolve("blobs"));
    BlobCopy copy = new BlobCopy(from, store);
    for (Digest digest : blobs.keySet()) {
      copyBlob(copy, digest, String.valueOf(backup.getFileName()));
    }
    store.sync();
    Path sql =
        Files.createTempFile(
            target.store(),
            "database",
            ".sql",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (InputStream packed = Files.newInputStream(backup.resolve(BackupFolder.DATABASE));
        InputStream plain = new ZstdInputStream(packed)) {
      try (OutputStream to = Files.newOutputStream(sql)) {
        plain.transferTo(to);
      }
      target.load(sql);
    } finally {
      Files.deleteIfExists(sql);
    }
  }

  private static void copyBlob(BlobCopy copy, Digest digest, String name) {
    try {
      copy.copy(digest);
    } catch (Corrupted e) {
      throw new Corrupted(
          "cannot restore " + name + ": " + digest + " is damaged",
          "Name another backup with --at, or take the blob from another copy of the folder",
          e);
    }
  }
}
