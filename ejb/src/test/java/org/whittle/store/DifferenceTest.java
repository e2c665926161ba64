package org.whittle.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;

final class DifferenceTest {
  private static final byte[] FIRST = document("1.0");
  private static final byte[] SECOND = document("1.1");

  @TempDir private Path root;
  private FileBlobStore store;
  private Digest first;
  private Digest second;

  @BeforeEach
  void put() {
    store = new FileBlobStore(root);
    first = store.putPacked(FIRST).digest();
    second = store.putPacked(SECOND, first).digest();
  }

  @Test
  void aDocumentMuchLikeAnotherTakesNextToNothing() throws IOException {
    assertEquals(Digest.of(SECOND), second);
    assertTrue(Files.size(difference(second)) < 200);
    assertEquals(SECOND.length, store.size(second));
    assertArrayEquals(SECOND, read(second));
    assertEquals(Optional.empty(), store.file(second));
    assertEquals(Set.of(first, second), store.list().collect(Collectors.toSet()));
  }

  @Test
  void whatIsLikeADifferenceIsOneToTheSameBase() throws IOException {
    Digest third = store.putPacked(document("1.2"), second).digest();
    assertEquals(Optional.empty(), store.base(first));
    assertEquals(Optional.of(first), store.base(second));
    assertEquals(Optional.of(first), store.base(third));
    assertArrayEquals(document("1.2"), read(third));
  }

  @Test
  void whatHasLittleInCommonOrABaseThatIsGoneIsKeptWhole() throws IOException {
    byte[] other =
        IntStream.range(0, 500)
            .mapToObj(i -> Digest.of("o" + i).hex())
            .toList()
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    Digest whole = store.putPacked(other, first).digest();
    assertEquals(Optional.empty(), store.base(whole));
    assertArrayEquals(other, read(whole));
    byte[] third = document("1.2");
    Digest alone = store.putPacked(third, Digest.of("gone")).digest();
    assertEquals(Optional.empty(), store.base(alone));
    assertArrayEquals(third, read(alone));
  }

  @Test
  void theBaseOutlivesItsBlobUntilNoDifferenceNamesIt() throws IOException {
    Instant later = Instant.now().plusSeconds(60);
    StoreCollection.run(store, Set.of(second), later, Progress.NONE);
    assertFalse(store.contains(first));
    assertArrayEquals(SECOND, read(second));
    assertArrayEquals(FIRST, Bases.read(base()));

    StoreCollection.run(store, Set.of(), Instant.now().minusSeconds(60), Progress.NONE);
    assertTrue(Files.exists(base()), "it may be in use just now");
    StoreCollection.run(store, Set.of(), later, Progress.NONE);
    assertFalse(Files.exists(base()));
    assertEquals(List.of(), store.list().toList());
  }

  @Test
  void aDamagedOrLostBaseIsFoundOnReading() throws IOException {
    byte[] bytes = Files.readAllBytes(base());
    bytes[bytes.length / 2] ^= 16;
    Files.delete(base());
    Files.write(base(), bytes);
    assertThrows(Corrupted.class, () -> read(second));
    Files.delete(base());
    Corrupted failure = assertThrows(Corrupted.class, () -> read(second));
    assertEquals(
        "cannot read "
            + second
            + " from the store: its content does not decompress; the medium has damaged it",
        failure.getMessage());
  }

  @Test
  void damageOfADifferenceIsFoundOnReadingAndItIsNoBaseForOthers() throws IOException {
    byte[] bytes = Files.readAllBytes(difference(second));
    for (int at : new int[] {0, 40, bytes.length - 1}) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 16;
      Files.delete(difference(second));
      Files.write(difference(second), flipped);
      assertThrows(Corrupted.class, () -> read(second), "byte " + at);
    }
    Files.write(difference(second), new byte[5]);
    assertThrows(Corrupted.class, () -> store.size(second));
    assertEquals(Optional.empty(), store.base(second));
    store.putPacked(SECOND);
    assertArrayEquals(SECOND, read(second));
  }

  @Test
  void afterAFailureOfPowerDifferencesAreVerified() throws IOException {
    Files.delete(difference(second));
    Files.write(difference(second), new byte[3]);
    Files.setLastModifiedTime(difference(second), FileTime.from(Instant.now()));
    FileBlobStore again = new FileBlobStore(root, Clock.systemUTC(), "another boot");
    assertTrue(again.contains(first));
    assertFalse(again.contains(second));
  }

  private Path difference(Digest digest) {
    return root.resolve("blobs/sha256/" + digest.hex().substring(0, 2))
        .resolve(digest.hex() + ".dif");
  }

  private Path base() {
    return root.resolve("blobs/bases").resolve(first.hex() + ".zst");
  }

  private byte[] read(Digest digest) throws IOException {
    try (InputStream content = store.open(digest)) {
      return content.readAllBytes();
    }
  }

  private static byte[] document(String version) {
    return IntStream.range(0, 500)
        .mapToObj(i -> "file " + i + " " + Digest.of("f" + i).hex() + (i == 7 ? version : ""))
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
