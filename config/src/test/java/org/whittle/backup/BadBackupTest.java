package org.whittle.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

/** What is missing, damaged or of another Whittle is named, and nothing is written. */
class BadBackupTest {
  private static final Instant NOON = SmallInstallation.NOON;
  private static final String FIRST = SmallInstallation.FIRST;

  @TempDir Path folder;
  private SmallInstallation small;

  @BeforeEach
  void fill() throws IOException {
    small = new SmallInstallation(folder);
  }

  @Test
  void whatIsDamagedInTheStoreIsNamedAndNotTaken() throws IOException {
    Path file = small.store().file(Digest.of("one")).orElseThrow();
    file.toFile().setWritable(true);
    Files.writeString(file, "oNe");
    assertEquals(List.of(Digest.of("one")), small.take("insert 1", NOON).damaged());
    SmallInstallation.SmallTarget target = small.restore(Optional.empty(), 13);
    assertEquals(List.of(Digest.of("one")), target.restored().orElseThrow().damaged());
  }

  @Test
  void aMissingBlobIsNamedBeforeAnythingIsWritten() throws IOException {
    small.take("insert 1", NOON);
    Files.delete(small.blob(Digest.of("one")));
    refuses(
        Corrupted.class,
        13,
        "cannot restore "
            + FIRST
            + ": blobs are missing or cut off: "
            + Digest.of("one")
            + ". Name another backup with --at");
  }

  @Test
  void aDamagedBlobIsNamedAndNothingStays() throws IOException {
    small.take("insert 1", NOON);
    Path file = small.blob(Digest.of("one"));
    file.toFile().setWritable(true);
    Files.writeString(file, "oNe");
    SmallInstallation.SmallTarget target =
        new SmallInstallation.SmallTarget(small.folder("damaged"));
    Corrupted failure =
        assertThrows(
            Corrupted.class,
            () -> new Restore(small.backups(), 13).into(() -> target, Optional.empty()));
    assertEquals(
        "cannot restore "
            + FIRST
            + ": "
            + Digest.of("one")
            + " is damaged. Name another backup with --at, or take the blob from another copy of"
            + " the folder",
        failure.messageWithRemedy());
    assertFalse(target.finished());
    assertTrue(target.closed());
  }

  @Test
  void aDamagedDumpIsNamed() throws IOException {
    Path dump = small.take("insert 1", NOON).folder().resolve("database.sql.zst");
    Files.writeString(dump, "not this");
    refuses(
        Corrupted.class,
        13,
        "cannot restore "
            + FIRST
            + ": its files are missing or damaged: database.sql.zst. Name another backup with"
            + " --at");
  }

  @Test
  void aNewerSchemaIsRefused() {
    small.take("insert 1", NOON);
    refuses(
        InvalidInput.class,
        12,
        "cannot restore "
            + FIRST
            + ": its database has schema 13, this Whittle knows those up to 12. Restore it with the"
            + " Whittle that made it, or a newer one");
  }

  @Test
  void aNewerFormAndANonsenseManifestAreRefused() throws IOException {
    Path manifest = small.take("insert 1", NOON).folder().resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"format\" : 1", "\"format\" : 2"));
    refuses(
        InvalidInput.class,
        13,
        "cannot restore "
            + FIRST
            + ": it has format 2, this Whittle reads 1. Restore it with the Whittle that made it,"
            + " or a newer one");
    Files.writeString(manifest, text.replace("blobs.txt", "../blobs.txt"));
    refuses(
        Corrupted.class,
        13,
        "cannot restore "
            + FIRST
            + ": its manifest cannot be read: cannot read file name \"../blobs.txt\". Name another"
            + " backup with --at");
  }

  @Test
  void twoAtOnceDoNotMeet() {
    try (BackupFolder held = BackupFolder.toWrite(small.backups())) {
      assertTrue(Files.exists(small.backups().resolve("lock")), held::toString);
      Conflict failure = assertThrows(Conflict.class, () -> small.take("insert 1", NOON));
      assertEquals(
          "cannot use the backups in "
              + small.backups()
              + ": another backup or restore is at it. Wait until that one has ended",
          failure.messageWithRemedy());
    }
  }

  @Test
  void keepingNoneAndRestoringFromNowhereAreRefused() {
    assertEquals(
        "cannot back up: 0 backups are to stay, but at least 1 can",
        assertThrows(
                InvalidInput.class, () -> small.backup("", () -> {}, NOON).to(small.backups(), 0))
            .getMessage());
    assertEquals(
        "cannot restore from " + small.backups() + ": there are no backups in it",
        assertThrows(NotFound.class, () -> small.restore(Optional.empty(), 13)).getMessage());
  }

  @Test
  void oneThatDidNotEndIsNotOffered() throws IOException {
    Backup broken =
        small.backup(
            "insert 1",
            () -> {
              throw new Unavailable("cannot dump the database: gone");
            },
            NOON);
    assertThrows(Unavailable.class, () -> broken.to(small.backups(), 7));
    NotFound none = assertThrows(NotFound.class, () -> small.restore(Optional.empty(), 13));
    assertEquals(
        "cannot restore from "
            + small.backups()
            + ": there are no backups in it, only 1 that did not end",
        none.getMessage());

    small.take("insert 2", NOON.plusSeconds(1));
    assertEquals("insert 2", small.restore(Optional.empty(), 13).sql());
    assertFalse(Files.exists(small.backups().resolve(FIRST)));
  }

  private void refuses(Class<? extends Failure> kind, int schema, String message) {
    Restore restore = new Restore(small.backups(), schema);
    Failure failure =
        assertThrows(
            kind,
            () ->
                restore.into(
                    () -> {
                      throw new AssertionError("began to restore");
                    },
                    Optional.empty()));
    assertEquals(message, failure.messageWithRemedy());
  }
}
