package org.whittle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Digest;
import org.whittle.testarchive.TestClock;

final class VerifiedLatelyTest {
  private static final Digest DIGEST = Digest.of("blob");

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final VerifiedLately verified = new VerifiedLately(clock);

  @Test
  void aFileIsTrustedForSomeMinutes() throws IOException {
    Map<String, Object> state = VerifiedLately.state(file(20_000));
    assertFalse(verified.knows(DIGEST, state));
    verified.found(DIGEST, state);
    assertTrue(verified.knows(DIGEST, state));
    clock.move(Duration.ofMinutes(10));
    assertFalse(verified.knows(DIGEST, state));
  }

  @Test
  void aFileThatWasWrittenToIsNotTrustedEvenIfItsTimeWasSetBack() throws IOException {
    Path file = file(20_000);
    verified.found(DIGEST, VerifiedLately.state(file));
    FileTime time = Files.getLastModifiedTime(file);
    byte[] bytes = new byte[20_000];
    bytes[0] = 1;
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);
    assertFalse(verified.knows(DIGEST, VerifiedLately.state(file)));
  }

  @Test
  void aSmallFileIsReadAgain() throws IOException {
    Map<String, Object> state = VerifiedLately.state(file(100));
    verified.found(DIGEST, state);
    assertFalse(verified.knows(DIGEST, state));
    assertEquals(Map.of(), state);
  }

  private Path file(int size) throws IOException {
    return Files.write(folder.resolve("file"), new byte[size]);
  }
}
