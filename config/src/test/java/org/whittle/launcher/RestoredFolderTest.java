package org.whittle.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.NotFound;

class RestoredFolderTest {
  @TempDir private Path folder;

  @Test
  void noServerStartsOnItUntilItIsFinished() {
    try (RestoredFolder restored = RestoredFolder.begin(folder)) {
      Conflict failure = assertThrows(Conflict.class, () -> DataFolder.open(folder));
      assertEquals(
          "cannot start Whittle: a restore into "
              + folder
              + " has not ended. Wait for it, or run it again",
          failure.messageWithRemedy());
      restored.keep("first-password", "secret");
      restored.finish();
    }
    DataFolder.open(folder).close();
    assertTrue(Files.exists(folder.resolve("secrets/first-password")));
  }

  @Test
  void whatIsNotFinishedIsTakenBack() throws IOException {
    try (RestoredFolder restored = RestoredFolder.begin(folder.resolve("new"))) {
      restored.keep("first-password", "secret");
      Files.writeString(restored.store().resolve("blob"), "content");
    }
    assertFalse(Files.exists(folder.resolve("new/secrets/first-password")));
    assertFalse(Files.exists(folder.resolve("new/store/blob")));
    DataFolder.open(folder.resolve("new")).close();
  }

  @Test
  void oneThatWasKilledIsBegunAnew() throws IOException {
    Files.createFile(folder.resolve("restoring"));
    Files.createDirectories(folder.resolve("store"));
    Files.writeString(folder.resolve("store/half"), "content");
    try (RestoredFolder restored = RestoredFolder.begin(folder)) {
      assertFalse(Files.exists(restored.store().resolve("half")));
    }
  }

  @Test
  void aFolderWithDataIsRefused() throws IOException {
    Files.writeString(folder.resolve("anything"), "");
    Conflict failure = assertThrows(Conflict.class, () -> RestoredFolder.begin(folder));
    assertEquals(
        "cannot restore into "
            + folder
            + ": it is not empty. Name an empty folder with --data, or move that one away",
        failure.messageWithRemedy());
  }

  @Test
  void aFolderWithoutADatabaseIsNotBackedUp() {
    NotFound failure =
        assertThrows(NotFound.class, () -> DataDatabase.of(folder.resolve("mariadb"), folder));
    assertEquals(
        "cannot find a database in " + folder + ". Name the data folder of the server with --data",
        failure.messageWithRemedy());
  }
}
