package org.whittle.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;

final class FileBlobStoreTest implements BlobStoreContract {
  @TempDir private Path root;
  private FileBlobStore store;

  @BeforeEach
  void open() {
    store = new FileBlobStore(root);
  }

  @Override
  public BlobStore store() {
    return store;
  }

  @Test
  void laysBlobsOutByDigestAndReadOnly() throws IOException {
    Digest digest = put("hello").digest();
    Path file = root.resolve("blobs/sha256/2c/" + digest.hex());
    assertEquals(file, store.file(digest).orElseThrow());
    assertEquals("r--r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of(), list("blobs/incoming"));
  }

  @Test
  void aFlippedBitIsFoundOnReading() throws IOException {
    Digest digest = put("hello").digest();
    overwrite(digest, "jello");
    try (InputStream content = store.open(digest)) {
      Corrupted failure = assertThrows(Corrupted.class, content::readAllBytes);
      assertEquals(
          "cannot read " + digest + " from the store: its content has digest " + Digest.of("jello"),
          failure.getMessage());
    }
  }

  @Test
  void damageIsFoundOnReadingAgainToo() throws IOException {
    String text = "hello".repeat(10_000);
    Digest digest = put(text).digest();
    for (int time = 0; time < 2; time++) {
      try (InputStream content = store.openAgain(digest)) {
        assertEquals(text, new String(content.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    overwrite(digest, text.replace('h', 'j'));
    try (InputStream content = store.openAgain(digest)) {
      assertThrows(Corrupted.class, content::readAllBytes);
    }
  }

  @Test
  void aTruncatedBlobIsRepairedByPuttingItAgain() throws IOException {
    Digest digest = put("hello").digest();
    overwrite(digest, "he");
    put("hello");
    assertEquals("hello", Files.readString(store.file(digest).orElseThrow()));
  }

  private static final byte[] TEXT = "hello ".repeat(1000).getBytes(StandardCharsets.UTF_8);

  private Path packed(Digest digest) {
    String hex = digest.hex();
    return root.resolve("blobs/sha256").resolve(hex.substring(0, 2)).resolve(hex + ".zst");
  }

  @Test
  void packedContentTakesFewerBytesAndIsNoFileForOthers() throws IOException {
    Digest digest = store.putPacked(TEXT).digest();
    assertTrue(Files.size(packed(digest)) < TEXT.length / 20);
    assertEquals(Optional.empty(), store.file(digest));
  }

  @Test
  void damageOfPackedContentIsFoundOnReading() throws IOException {
    Digest digest = store.putPacked(TEXT).digest();
    byte[] bytes = Files.readAllBytes(packed(digest));
    for (int at : new int[] {0, 5, bytes.length / 2, bytes.length - 1}) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 16;
      Files.delete(packed(digest));
      Files.write(packed(digest), flipped);
      Corrupted failure = assertThrows(Corrupted.class, () -> read(digest), "byte " + at);
      assertTrue(failure.getMessage().startsWith("cannot read " + digest), failure.getMessage());
    }
    Files.write(packed(digest), new byte[3]);
    Corrupted failure = assertThrows(Corrupted.class, () -> store.size(digest));
    assertEquals(
        "cannot read "
            + digest
            + " from the store: its content does not decompress; the medium has damaged it",
        failure.getMessage());
    store.putPacked(TEXT);
    assertArrayEquals(TEXT, read(digest));
  }

  @Test
  void puttingPackedContentRepairsADamagedPlainBlob() throws IOException {
    Digest digest = put(new String(TEXT, StandardCharsets.UTF_8)).digest();
    overwrite(digest, "he");
    store.putPacked(TEXT);
    assertArrayEquals(TEXT, read(digest));
  }

  @Test
  void afterAFailureOfPowerPackedBlobsAreVerifiedToo() throws IOException {
    Digest sound = store.putPacked(TEXT).digest();
    Digest torn = store.putPacked("torn".getBytes(StandardCharsets.UTF_8)).digest();
    Files.delete(packed(torn));
    Files.write(packed(torn), new byte[0]);
    FileBlobStore again = new FileBlobStore(root, Clock.systemUTC(), "another boot");
    assertTrue(again.contains(sound));
    assertFalse(again.contains(torn));
  }

  @Test
  void leftoversOfAKilledRunGoOnceTheyAreOld() throws IOException {
    Path old = Files.writeString(root.resolve("blobs/incoming/old"), "x");
    Files.writeString(root.resolve("blobs/incoming/young"), "x");
    Files.setLastModifiedTime(
        old, FileTime.from(Instant.now().minus(Staging.ABANDONED).minusSeconds(1)));
    FileBlobStore again = new FileBlobStore(root);
    assertFalse(again.contains(Digest.of("x")));
    assertEquals(List.of("young"), list("blobs/incoming"));
  }

  @Test
  void unsyncedBlobsAreMarkedUntilSync() throws IOException {
    put("one");
    put("two");
    assertEquals(1, list("blobs/unsynced").size());
    store.sync();
    assertEquals(List.of(), list("blobs/unsynced"));
    put("three");
    assertEquals(1, list("blobs/unsynced").size());
  }

  @Test
  void anInterruptedSyncLeavesTheMark() throws IOException {
    put("one");
    put("two");
    Thread.currentThread().interrupt();
    Unavailable failure = assertThrows(Unavailable.class, store::sync);
    assertTrue(Thread.interrupted());
    assertEquals("cannot sync the store in " + root + ": interrupted", failure.getMessage());
    assertEquals(1, list("blobs/unsynced").size());
    store.sync();
    assertEquals(List.of(), list("blobs/unsynced"));
  }

  @Test
  void afterAFailureOfPowerUnsyncedBlobsAreVerified() throws IOException {
    Digest sound = put("sound").digest();
    Digest torn = put("torn").digest();
    overwrite(torn, "");
    FileBlobStore again = new FileBlobStore(root, Clock.systemUTC(), "another boot");
    assertTrue(again.contains(sound));
    assertFalse(again.contains(torn));
    assertEquals(List.of(), list("blobs/unsynced"));
  }

  @Test
  void blobsOfALivingProcessAreLeftAlone() throws IOException {
    Digest digest = put("torn").digest();
    overwrite(digest, "");
    assertTrue(new FileBlobStore(root).contains(digest));
    assertEquals(1, list("blobs/unsynced").size());
  }

  @Test
  void aTornMarkMakesEverythingSuspect() throws IOException {
    Digest torn = put("torn").digest();
    store.sync();
    overwrite(torn, "");
    Files.writeString(root.resolve("blobs/unsynced/mark"), "");
    assertFalse(new FileBlobStore(root).contains(torn));
  }

  @Test
  void aFolderThatCannotBeUsedIsNamedWithWhatToDo() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");
    Unavailable failure =
        assertThrows(Unavailable.class, () -> new FileBlobStore(file.resolve("store")));
    assertTrue(
        failure.getMessage().startsWith("cannot open the store in " + file.resolve("store")),
        failure.getMessage());
    assertTrue(failure.remedy().orElseThrow().startsWith("Check that the folder exists"));
  }

  private byte[] read(Digest digest) throws IOException {
    try (InputStream content = store.open(digest)) {
      return content.readAllBytes();
    }
  }

  private BlobStore.Stored put(String text) {
    return store.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void overwrite(Digest digest, String text) throws IOException {
    Path file = store.file(digest).orElseThrow();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(file, text);
  }

  private List<String> list(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
    }
  }
}
