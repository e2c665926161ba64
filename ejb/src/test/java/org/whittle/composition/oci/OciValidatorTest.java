package org.whittle.composition.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.whittle.composition.Compression;
import org.whittle.composition.LayerWriter;
import org.whittle.composition.TreeBuilder;
import org.whittle.composition.tar.TarMember;
import org.whittle.composition.tar.TarStream;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.store.BlobStore;
import org.whittle.store.MemoryBlobStore;
import org.whittle.store.MemoryDerivedData;

final class OciValidatorTest {
  private final MemoryBlobStore store = TreeBuilder.small().fill(new MemoryBlobStore());

  @Test
  void whatTheWriterWritesIsSound() {
    for (Compression compression : Compression.values()) {
      assertEquals(List.of(), OciValidator.faults(image(compression).manifest(), store));
    }
  }

  @Test
  void aDamagedLayerIsFound() {
    OciImage image = image(Compression.GZIP);
    Digest layer = image.layers().get(1).digest();
    store.damage(layer);
    List<String> faults = OciValidator.faults(image.manifest(), store);
    assertEquals(1, faults.size(), faults.toString());
    assertTrue(faults.getFirst().startsWith("layer 2: "), faults.toString());
  }

  @Test
  void aManifestThatIsMissingOrNoJsonIsFound() {
    Digest missing = Digest.of("missing");
    assertEquals(
        "manifest: cannot read " + missing + ": it is not in the store",
        OciValidator.faults(missing, store).getFirst());
    Digest text = store.put("text").digest();
    assertTrue(
        OciValidator.faults(text, store).getFirst().startsWith("manifest: Unrecognized token"));
  }

  @Test
  void allFaultsAreReported() throws IOException {
    byte[] archive =
        new TarStream(
                List.of(
                    TarMember.file("a/b", new byte[0]),
                    TarMember.file("c", new byte[0]),
                    TarMember.file("c", new byte[0]),
                    TarMember.file(".wh.d", new byte[0]),
                    TarMember.file("../e", new byte[0])),
                Instant.EPOCH)
            .readAllBytes();
    BlobStore.Stored layer = store.put(new ByteArrayInputStream(gzip(archive)));
    Digest absent = Digest.of("absent");
    BlobStore.Stored config =
        store.put(
            """
            {"os":"plan9","created":"yesterday","history":[{}],
             "rootfs":{"type":"layers","diff_ids":["sha256:1","%s","x"]}}\
            """
                .formatted(Digest.of("diff")));
    Digest manifest =
        store
            .put(
                """
                {"schemaVersion":1,"mediaType":"%s",
                 "config":{"mediaType":"%s","digest":"%s","size":7},
                 "layers":[{"mediaType":"%s+gzip","digest":"%s","size":%d},
                           {"mediaType":"text/plain","digest":"%s","size":%d},
                           {"mediaType":"%s+gzip","digest":"%s","size":1},
                           {"mediaType":"%s+gzip","digest":"md5:1","size":1}]}\
                """
                    .formatted(
                        MediaTypes.MANIFEST,
                        MediaTypes.CONFIG,
                        config.digest(),
                        MediaTypes.LAYER_TAR,
                        layer.digest(),
                        layer.size(),
                        layer.digest(),
                        layer.size(),
                        MediaTypes.LAYER_TAR,
                        absent,
                        MediaTypes.LAYER_TAR))
            .digest();
    assertEquals(
        List.of(
            "manifest: schemaVersion is \"1\" instead of \"2\"",
            "config: size is \"" + config.size() + "\" instead of \"7\"",
            "config: os is \"plan9\" instead of \"linux\"",
            "config: no architecture",
            "config: created is \"yesterday\", no time of RFC 3339",
            "config: history tells of 1 layers, rootfs of 3",
            "manifest: 4 layers, configuration: 3",
            "layer 1: a/b comes without its directory",
            "layer 1: c occurs twice",
            "layer 1: .wh.d means removal",
            "layer 1: ../e has a step \"..\"",
            "layer 1: ../e comes without its directory",
            "layer 1: digest before compression is \""
                + Digest.of(archive)
                + "\" instead of \"sha256:1\"",
            "layer 2: unknown media type \"text/plain\"",
            "layer 3: cannot read " + absent + ": it is not in the store",
            "layer 4: cannot read digest \"md5:1\": 64 hexadecimal digits expected"),
        OciValidator.faults(manifest, store));
  }

  private OciImage image(Compression compression) {
    LayerWriter layers = new LayerWriter(store, new MemoryDerivedData(), compression, 2);
    return new OciImageWriter(store, layers)
        .write(
            TreeBuilder.small().tree(),
            OciImageTest.run("web"),
            Architecture.AMD64,
            OciImageTest.LABELS,
            OciImageTest.CREATED);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(to)) {
      gzip.write(bytes);
    }
    return to.toByteArray();
  }
}
