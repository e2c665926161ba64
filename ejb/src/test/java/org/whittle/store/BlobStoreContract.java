package org.whittle.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;

/** What every store of blobs must do. */
public interface BlobStoreContract {
  /** The store under test; the same object throughout one test. */
  BlobStore store();

  @Test
  default void contentComesBackUnderItsDigest() throws IOException {
    byte[] content = "hello".getBytes(StandardCharsets.UTF_8);
    BlobStore.Stored stored = store().put(new ByteArrayInputStream(content));
    assertEquals(new BlobStore.Stored(Digest.of(content), 5), stored);
    assertEquals(5, store().size(stored.digest()));
    assertTrue(store().contains(stored.digest()));
    assertArrayEquals(content, read(stored.digest()));
  }

  @Test
  default void packedContentIsLikeAnyOther() throws IOException {
    byte[] content = "hello ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    BlobStore.Stored packed = store().putPacked(content);
    assertEquals(new BlobStore.Stored(Digest.of(content), content.length), packed);
    assertEquals(packed, store().put(new ByteArrayInputStream(content)));
    assertEquals(packed, store().putPacked(content));
    assertEquals(content.length, store().size(packed.digest()));
    assertTrue(store().contains(packed.digest()));
    assertArrayEquals(content, read(packed.digest()));
    try (Stream<Digest> all = store().list()) {
      assertEquals(List.of(packed.digest()), all.toList());
    }
    assertTrue(store().delete(packed.digest(), Instant.MAX));
    assertFalse(store().contains(packed.digest()));
    assertThrows(NotFound.class, () -> store().size(packed.digest()));
  }

  @Test
  default void emptyAndLargeContentIsKeptAlike() throws IOException {
    for (int size : new int[] {0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 3_000_000}) {
      byte[] content = random(size);
      BlobStore.Stored stored = store().put(new ByteArrayInputStream(content));
      assertEquals(new BlobStore.Stored(Digest.of(content), size), stored);
      assertArrayEquals(content, read(stored.digest()));
    }
  }

  @Test
  default void promisedContentIsVerified() throws IOException {
    for (int size : new int[] {10, 1_000_000}) {
      byte[] content = random(size);
      Digest promised = Digest.of("something else");
      Corrupted failure =
          assertThrows(
              Corrupted.class, () -> store().put(promised, new ByteArrayInputStream(content)));
      assertEquals(
          "cannot store " + promised + ": the content has digest " + Digest.of(content),
          failure.getMessage());
      assertFalse(store().contains(promised));
      assertEquals(size, store().put(Digest.of(content), new ByteArrayInputStream(content)).size());
      assertArrayEquals(content, read(Digest.of(content)));
    }
  }

  @Test
  default void puttingTwiceIsPuttingOnce() throws IOException {
    byte[] content = random(400_000);
    BlobStore.Stored first = store().put(new ByteArrayInputStream(content));
    assertEquals(first, store().put(new ByteArrayInputStream(content)));
    assertEquals(first, store().put(first.digest(), new ByteArrayInputStream(content)));
    assertArrayEquals(content, read(first.digest()));
  }

  @Test
  default void unknownDigestsAreNotFound() {
    Digest unknown = Digest.of("unknown");
    String message = "cannot read " + unknown + ": it is not in the store";
    assertFalse(store().contains(unknown));
    assertTrue(store().file(unknown).isEmpty());
    assertEquals(message, assertThrows(NotFound.class, () -> store().open(unknown)).getMessage());
    assertEquals(message, assertThrows(NotFound.class, () -> store().size(unknown)).getMessage());
  }

  @Test
  default void streamThatFailsLeavesNothing() {
    byte[] start = random(500_000);
    InputStream failing =
        new SequenceInputStream(new ByteArrayInputStream(start), new BrokenInputStream());
    Unavailable failure = assertThrows(Unavailable.class, () -> store().put(failing));
    assertEquals("cannot read content to be stored: connection reset", failure.getMessage());
    assertFalse(store().contains(Digest.of(start)));
  }

  @Test
  default void manyWritersOfTheSameContentAgree()
      throws IOException, InterruptedException, ExecutionException {
    byte[] content = random(700_000);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<BlobStore.Stored>> puts = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        puts.add(threads.submit(() -> store().put(new ByteArrayInputStream(content))));
      }
      for (Future<BlobStore.Stored> put : puts) {
        assertEquals(Digest.of(content), put.get().digest());
      }
    }
    assertArrayEquals(content, read(Digest.of(content)));
  }

  @Test
  default void fileWhereThereIsOneHasTheContent() throws IOException {
    BlobStore.Stored stored = store().put(new ByteArrayInputStream(random(100)));
    if (store().file(stored.digest()).isPresent()) {
      assertArrayEquals(
          random(100), Files.readAllBytes(store().file(stored.digest()).orElseThrow()));
    }
  }

  @Test
  default void whatIsThereIsListed() {
    Digest one = store().put(new ByteArrayInputStream(random(10))).digest();
    Digest other = store().put(new ByteArrayInputStream(random(300_000))).digest();
    try (Stream<Digest> all = store().list()) {
      assertEquals(Set.of(one, other), all.collect(Collectors.toSet()));
    }
  }

  @Test
  default void whatNobodyTouchedSinceIsDeletedAndTheRestIsNot() {
    byte[] content = random(10);
    Digest digest = store().put(new ByteArrayInputStream(content)).digest();
    assertFalse(store().delete(digest, Instant.EPOCH), "it is younger than that");
    assertTrue(store().contains(digest));
    assertTrue(store().delete(digest, Instant.MAX));
    assertFalse(store().contains(digest));
    assertFalse(store().delete(digest, Instant.MAX), "it is gone");
    store().put(new ByteArrayInputStream(content));
    assertTrue(store().contains(digest));
  }

  @Test
  default void aCheckOfASoundStoreFindsNothing() {
    store().put(new ByteArrayInputStream(random(10)));
    store().put(new ByteArrayInputStream(random(300_000)));
    assertEquals(
        new StoreCheck.Report(2, 300_010, List.of()), StoreCheck.run(store(), Progress.NONE));
  }

  @Test
  default void syncKeepsWhatWasPut() throws IOException {
    BlobStore.Stored stored = store().put(new ByteArrayInputStream(random(100)));
    store().sync();
    store().sync();
    assertArrayEquals(random(100), read(stored.digest()));
  }

  private byte[] read(Digest digest) throws IOException {
    try (InputStream content = store().open(digest)) {
      return content.readAllBytes();
    }
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  /** Fails on the first read. */
  final class BrokenInputStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      throw new IOException("connection reset");
    }
  }
}
