package org.whittle.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

final class FileDerivedDataTest {
  private static final Digest OF = Digest.of("blob");

  @TempDir private Path root;
  private FileDerivedData derived;

  @BeforeEach
  void open() {
    derived = new FileDerivedData(root);
  }

  @Test
  void keepsAndReplacesByKindAndDigest() {
    assertTrue(derived.find("elf-1", OF).isEmpty());
    derived.keep("elf-1", OF, new byte[] {1});
    derived.keep("elf-1", OF, new byte[] {2, 3});
    derived.keep("elf-2", OF, new byte[0]);
    assertArrayEquals(new byte[] {2, 3}, derived.find("elf-1", OF).orElseThrow());
    assertArrayEquals(new byte[0], new FileDerivedData(root).find("elf-2", OF).orElseThrow());
  }

  @Test
  void aDamagedEntryCountsAsAbsent() throws IOException {
    derived.keep("elf-1", OF, new byte[] {1, 2, 3});
    Path file = root.resolve("derived/elf-1/" + OF.hex().substring(0, 2)).resolve(OF.hex());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.delete(file);
    Files.write(file, bytes);
    assertTrue(derived.find("elf-1", OF).isEmpty());
    Files.write(file, new byte[5]);
    assertTrue(derived.find("elf-1", OF).isEmpty());
  }

  @Test
  void whatNobodyAskedForIsForgottenAndWhatSomebodyFoundStays() throws IOException {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    FileDerivedData old = new FileDerivedData(root, Clock.fixed(now, ZoneOffset.UTC));
    Digest other = Digest.of("other");
    for (Digest of : List.of(OF, other)) {
      old.keep("elf-1", of, new byte[] {1});
      Files.setLastModifiedTime(
          root.resolve("derived/elf-1/" + of.hex().substring(0, 2)).resolve(of.hex()),
          FileTime.from(now.minus(Duration.ofDays(8))));
    }
    assertTrue(old.find("elf-1", other).isPresent());

    assertEquals(1, old.forget(now.minus(Duration.ofDays(7))));
    assertTrue(old.find("elf-1", OF).isEmpty());
    assertTrue(old.find("elf-1", other).isPresent());
    assertEquals(0, old.forget(now.minus(Duration.ofDays(7))));
  }

  @Test
  void aCancelledCollectionStops() {
    derived.keep("elf-1", OF, new byte[] {1});
    Thread.currentThread().interrupt();
    Unavailable failure = assertThrows(Unavailable.class, () -> derived.forget(Instant.MAX));

    assertEquals("cannot collect derived data: cancelled", failure.getMessage());
    assertTrue(Thread.interrupted());
  }

  @Test
  void aKindThatIsNoneIsRefused() {
    InvalidInput failure = assertThrows(InvalidInput.class, () -> derived.find("../x", OF));
    assertEquals(
        "cannot use kind \"../x\" of derived data: lower-case letters, digits and hyphens expected",
        failure.getMessage());
  }
}
