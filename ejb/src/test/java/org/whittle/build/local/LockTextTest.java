package org.whittle.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;

class LockTextTest {
  private static final String D = "sha256:" + "1".repeat(64);
  private static final String LOCK =
      """
      Format: whittle-lock-1
      Image: app
      Blueprint: %1$s
      Machine: amd64
      Rules: %1$s
      Baseline: %1$s
      Date: 2026-01-02T03:04:05Z

      Package: app
      Source: app-source (1:1-1)
      Version: 1:1-1+b1
      Architecture: amd64
      Section: web
      Priority: optional
      Essential: yes
      Protected: yes
      Multi-Arch: foreign
      Installed-Size: 12
      Pre-Depends: a
      Depends: b (>= 1) | c, d:any
      Recommends: e
      Suggests: f
      Conflicts: g
      Breaks: h (<< 2)
      Provides: i (= 1)
      Replaces: j
      Description: an application
      Archive: http://archive.example/debian
      Filename: pool/main/a/app/app_1_amd64.deb
      Size: 345
      SHA256: %2$s
      """
          .formatted(D, "2".repeat(64));

  @TempDir Path folder;

  @Test
  void whatIsReadIsWrittenAsItWas() {
    assertEquals(LOCK, LockText.write(LockText.parse(LOCK, "a.lock")));
  }

  @Test
  void anAbsentLockIsNoFault() {
    assertEquals(Optional.empty(), LockFile.read(folder.resolve("absent")));
  }

  @Test
  void aLockOfAnotherMachineIsRefused() {
    InvalidInput fault =
        assertThrows(
            InvalidInput.class,
            () -> LockFile.obey(LockText.parse(LOCK, "a.lock"), new Architecture("arm64")));

    assertEquals(
        "cannot obey the lock: it is for amd64, the blueprint asks for arm64", fault.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "Format: whittle-lock-1, Format: other, it does not begin with Format: whittle-lock-1",
    "Date: 2026, Date: 20x6, Text '20x6-01-02T03:04:05Z' could not be parsed at index 0",
    "Image: app, Imagine: app, cannot use stanza of a.lock at line 1: no field Image",
    "Size: 345, Size: x, '\"x\" is not a size'",
    "Archive: http://a, Archive: http:// a, Illegal character in authority",
  })
  void whatIsNoLockIsRefused(String good, String bad, String message) {
    InvalidInput fault =
        assertThrows(InvalidInput.class, () -> LockText.parse(LOCK.replace(good, bad), "a.lock"));

    assertTrue(fault.getMessage().startsWith("cannot use lock a.lock: "), fault::getMessage);
    assertTrue(fault.getMessage().contains(message), fault::getMessage);
    assertEquals(
        Optional.of("Delete it to build from what the archives offer now."), fault.remedy());
  }

  @Test
  void anEmptyOrTornLockIsRefused() throws IOException {
    Path file = folder.resolve("a.lock");
    Files.writeString(file, "");
    assertEquals(
        "cannot use lock " + file + ": it is empty",
        assertThrows(InvalidInput.class, () -> LockFile.read(file)).getMessage());

    Files.writeString(file, LOCK.substring(0, LOCK.indexOf("\n\n") + 1));
    assertEquals(
        "cannot use lock " + file + ": it names no packages",
        assertThrows(InvalidInput.class, () -> LockFile.read(file)).getMessage());

    Files.writeString(file, LOCK.substring(0, LOCK.length() - 20));
    assertThrows(InvalidInput.class, () -> LockFile.read(file));
  }
}
