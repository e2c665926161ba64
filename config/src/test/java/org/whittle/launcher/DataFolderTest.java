package org.whittle.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Unavailable;

class DataFolderTest {
  @TempDir private Path folder;

  @Test
  void onlyTheOwnerEnters() throws Exception {
    Path root = folder.resolve("data");
    try (DataFolder data = DataFolder.open(root)) {
      assertEquals("rwx------", permissions(root));
      assertEquals("rwx------", permissions(data.secrets()));
    }
  }

  @Test
  void twoStartsDoNotShareIt() {
    try (DataFolder first = DataFolder.open(folder)) {
      Conflict failure = assertThrows(Conflict.class, () -> DataFolder.open(first.root()));
      assertEquals(
          "cannot start Whittle: the data folder "
              + folder
              + " is in use by another start. Stop that one, or choose another folder with"
              + " -Dwhittle.data=<folder>",
          failure.messageWithRemedy());
    }
  }

  @Test
  void isOpenToTheNextStartOnceClosed() {
    DataFolder.open(folder).close();
    DataFolder.open(folder).close();
  }

  @Test
  void aFileInItsPlaceIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Unavailable failure = assertThrows(Unavailable.class, () -> DataFolder.open(file));
    assertEquals(
        "cannot use the data folder "
            + file
            + ": "
            + file
            + ". Choose another with -Dwhittle.data=<folder>",
        failure.messageWithRemedy());
  }

  @Test
  void aSecretIsMadeOnceAndReadByItsOwnerOnly() throws Exception {
    Path file = folder.resolve("password");
    String secret = Secret.readOrCreate(file);
    assertEquals(secret, Secret.readOrCreate(file));
    assertEquals("rw-------", permissions(file));
    assertTrue(secret.length() >= 32);
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
