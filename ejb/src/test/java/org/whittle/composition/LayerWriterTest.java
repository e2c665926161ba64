package org.whittle.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;
import org.whittle.store.MemoryBlobStore;
import org.whittle.store.MemoryDerivedData;

final class LayerWriterTest {
  private static final Instant OWN = Instant.parse("2026-01-02T03:04:05Z");

  private final MemoryBlobStore store = TreeBuilder.small().fill(new MemoryBlobStore());
  private final MemoryDerivedData derived = new MemoryDerivedData();
  private final List<PlannedLayer> plan = LayerPlan.of(TreeBuilder.small().tree());

  @Test
  void layersAreStoredUnderBothDigests() throws IOException {
    for (Compression compression : Compression.values()) {
      for (Layer layer : new LayerWriter(store, derived, compression, 1).writeAll(plan, OWN)) {
        byte[] stored = store.bytes(layer.digest());
        byte[] archive = decompress(compression, stored);
        assertEquals(layer.size(), stored.length);
        assertEquals(layer.uncompressedSize(), archive.length);
        assertEquals(layer.diffId(), Digest.of(archive));
        assertEquals(compression.mediaType(), layer.mediaType());
      }
    }
  }

  @Test
  void theBytesBeforeCompressionAreFixed() {
    List<String> diffIds =
        new LayerWriter(store, derived)
            .writeAll(plan, OWN).stream().map(l -> l.diffId().shortHex()).toList();
    assertEquals(List.of("bd8b2de12d45", "9de62976afa7", "2d7515c77985"), diffIds);
  }

  @Test
  void threadsDoNotMatter() {
    for (Compression how : Compression.values()) {
      assertEquals(
          new LayerWriter(store, new MemoryDerivedData(), how, 1).writeAll(plan, OWN),
          new LayerWriter(store, new MemoryDerivedData(), how, 8).writeAll(plan, OWN));
    }
  }

  /** A library's next version that writes other bytes needs a new kind and input digest. */
  @Test
  void theBytesAfterCompressionAreFixed() {
    assertEquals(
        List.of("38dd8f5d7679", "f37d60d1334e", "042b65950153"), digests(Compression.GZIP));
    assertEquals(
        List.of("a7b4649812ed", "7c7cd264bcbe", "4e0bcb2989f5"), digests(Compression.ZSTD));
  }

  private List<String> digests(Compression how) {
    return new LayerWriter(store, new MemoryDerivedData(), how, 2)
        .writeAll(plan, OWN).stream().map(l -> l.digest().shortHex()).toList();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aCompressionIsCalledAsItsMediaTypeEnds(Compression compression) {
    assertEquals(compression, Compression.parse(compression.word()));
    assertTrue(compression.mediaType().endsWith(".layer.v1.tar+" + compression.word()));
  }

  @Test
  void aCompressionThatIsNotKnownIsRefused() {
    InvalidInput failure = assertThrows(InvalidInput.class, () -> Compression.parse("lz4"));

    assertEquals("cannot compress layers by \"lz4\": it is not known", failure.getMessage());
    assertEquals(Optional.of("Use gzip, which every tool reads, or zstd."), failure.remedy());
  }

  @Test
  void aLayerIsWrittenOnce() {
    LayerWriter writer = new LayerWriter(store, derived);
    List<Layer> first = writer.writeAll(plan, OWN);
    assertEquals(3, derived.size());
    MemoryBlobStore onlyLayers = new MemoryBlobStore();
    first.forEach(l -> onlyLayers.put(new ByteArrayInputStream(store.bytes(l.digest()))));
    assertEquals(first, new LayerWriter(onlyLayers, derived).writeAll(plan, OWN));
  }

  @Test
  void aLayerThatWasCollectedIsWrittenAgain() {
    List<Layer> first = new LayerWriter(store, derived).writeAll(plan, OWN);
    MemoryBlobStore again = TreeBuilder.small().fill(new MemoryBlobStore());
    assertEquals(first, new LayerWriter(again, derived).writeAll(plan, OWN));
    assertTrue(again.contains(first.getFirst().digest()));
  }

  @Test
  void onlyTheOwnFilesDependOnTheImagesTime() {
    LayerWriter writer = new LayerWriter(store, derived);
    List<Layer> one = writer.writeAll(plan, OWN);
    List<Layer> two = writer.writeAll(plan, OWN.plusSeconds(1));
    assertEquals(one.subList(0, 2), two.subList(0, 2));
    assertTrue(!one.getLast().equals(two.getLast()));
  }

  @Test
  void damagedContentNeverBecomesALayer() {
    FileTree tree = FileTree.of(TreeBuilder.small().tree());
    Digest server =
        tree.find(new FilePath("/usr/bin/server")).orElseThrow().content().orElseThrow();
    store.damage(server);
    Corrupted failure =
        assertThrows(Corrupted.class, () -> new LayerWriter(store, derived).writeAll(plan, OWN));
    assertTrue(failure.getMessage().startsWith("cannot read " + server + " from the store"));
  }

  @Test
  void missingContentIsNamed() {
    LayerWriter writer = new LayerWriter(new MemoryBlobStore(), derived);
    NotFound failure = assertThrows(NotFound.class, () -> writer.writeAll(plan, OWN));
    assertTrue(failure.getMessage().endsWith("is not in the store"));
    assertEquals(0, derived.size());
  }

  @Test
  void aCancelledBuildStops() {
    Thread.currentThread().interrupt();
    LayerWriter writer = new LayerWriter(store, derived);
    Unavailable failure = assertThrows(Unavailable.class, () -> writer.writeAll(plan, OWN));
    assertEquals("cannot write layers: interrupted", failure.getMessage());
    assertTrue(Thread.interrupted());
  }

  @Test
  void whatIsRememberedInAnotherFormCountsAsForgotten() {
    assertEquals(Optional.empty(), Layer.parse("x".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(Optional.empty(), Layer.parse("a b c d e".getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] decompress(Compression compression, byte[] stored) throws IOException {
    InputStream bytes = new ByteArrayInputStream(stored);
    try (InputStream archive =
        compression == Compression.GZIP ? new GZIPInputStream(bytes) : new ZstdInputStream(bytes)) {
      return archive.readAllBytes();
    }
  }
}
