package org.whittle.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.store.BlobStore;
import org.whittle.store.FileBlobStore;
import org.whittle.store.StoreCheck;

/** Backups and restores of a folder; the database is a text, the real one is the server's test. */
class BackupTest {
  private static final Instant NOON = SmallInstallation.NOON;
  private static final String FIRST = SmallInstallation.FIRST;

  @TempDir Path folder;
  private SmallInstallation small;

  @BeforeEach
  void fill() throws IOException {
    small = new SmallInstallation(folder);
  }

  @Test
  void whatWasTakenComesBack() throws IOException {
    Backup.Taken taken = small.take("insert 1", NOON);
    assertEquals(2, taken.blobs());
    assertEquals(2, taken.copied());

    SmallInstallation.SmallTarget target = small.restore(Optional.empty(), 13);

    assertEquals("insert 1", target.sql());
    assertEquals(List.of("first-password=secret\n"), target.secrets());
    assertTrue(target.finished());
    StoreCheck.Report there =
        StoreCheck.run(new FileBlobStore(target.store().resolve("blobs")), Progress.NONE);
    assertEquals(new StoreCheck.Report(2, 7003, List.of()), there);
  }

  @Test
  void onlyItsOwnerReadsIt() throws IOException {
    Path taken = small.take("insert 1", NOON).folder();
    assertEquals("rwx------", permissions(small.backups()));
    assertEquals("rwx------", permissions(taken));
    assertEquals("rw-------", permissions(taken.resolve("database.sql.zst")));
    assertEquals("rw-------", permissions(taken.resolve("secrets/first-password")));
  }

  @Test
  void theNextOneCopiesOnlyWhatIsNew() {
    small.take("insert 1", NOON);
    small.put("two");
    Backup.Taken second = small.take("insert 2", NOON.plusSeconds(1));
    assertEquals(3, second.blobs());
    assertEquals(1, second.copied());
    assertEquals(3, second.copiedBytes());
    assertEquals("insert 2", small.restore(Optional.empty(), 13).sql());
    assertEquals("insert 1", small.restore(Optional.of(FIRST), 13).sql());
  }

  /** What is put while the database is dumped belongs to it; what went before that is kept. */
  @Test
  void eachBlobThatTheDatabaseNamesIsThere() {
    Digest late = Digest.of("late");
    Backup.Taken taken =
        small.take(
            () -> {
              small.put("late");
              small.store().delete(Digest.of("one"), Instant.MAX);
            },
            NOON);
    assertEquals(3, taken.blobs());
    SmallInstallation.SmallTarget target = small.restore(Optional.empty(), 13);
    BlobStore restored = new FileBlobStore(target.store().resolve("blobs"));
    assertTrue(restored.contains(late));
    assertTrue(restored.contains(Digest.of("one")));
  }

  /** Else everything in the store would look as if somebody needed it. */
  @Test
  void doesNotKeepAnythingFromCollection() throws IOException {
    Path file = small.store().file(Digest.of("one")).orElseThrow();
    Instant old = Instant.parse("2020-01-01T00:00:00Z");
    Files.setLastModifiedTime(file, FileTime.from(old));
    small.take("insert 1", NOON);
    assertEquals(old, Files.getLastModifiedTime(file).toInstant());
  }

  @Test
  void olderOnesGoWithTheirBlobs() throws IOException {
    small.take("insert 1", NOON);
    small.store().delete(Digest.of("one"), Instant.MAX);
    small.put("two");
    Backup.Taken second =
        small.backup("insert 2", () -> {}, NOON.plusSeconds(1)).to(small.backups(), 1);
    assertEquals(1, second.removed());
    try (BackupFolder there = BackupFolder.toRead(small.backups())) {
      assertFalse(there.blobs().contains(Digest.of("one")));
      assertTrue(there.blobs().contains(Digest.of("two")));
    }
    NotFound gone = assertThrows(NotFound.class, () -> small.restore(Optional.of(FIRST), 13));
    assertEquals(
        "cannot restore "
            + FIRST
            + ": there is no such backup in "
            + small.backups()
            + ". There are 2026-11-22T12-00-01.000Z",
        gone.messageWithRemedy());
  }

  @Test
  void knowsTheNewestMigration() {
    assertTrue(ShippedSchema.newest() >= 13);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
