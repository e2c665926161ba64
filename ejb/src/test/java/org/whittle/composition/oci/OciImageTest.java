package org.whittle.composition.oci;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.composition.FileTree;
import org.whittle.composition.Layer;
import org.whittle.composition.LayerWriter;
import org.whittle.composition.TreeBuilder;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.MemoryBlobStore;
import org.whittle.store.MemoryDerivedData;
import org.whittle.thinning.ThinTree;

final class OciImageTest {
  static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");
  static final Map<String, String> LABELS =
      Map.of("org.opencontainers.image.title", "small", "team", "web");

  private final MemoryBlobStore store = TreeBuilder.small().fill(new MemoryBlobStore());

  @Test
  void theConfigurationSaysHowToRun() {
    OciImage image = write(TreeBuilder.small().tree(), "web");
    assertEquals(
        """
        {"architecture":"amd64","config":{"Cmd":["--port","80"],"Entrypoint":["/usr/bin/server"],\
        "Env":["LANG=C.UTF-8","PATH=/usr/bin"],"ExposedPorts":{"80/tcp":{}},\
        "Labels":{"org.opencontainers.image.title":"small","team":"web"},"User":"33",\
        "Volumes":{"/tmp":{}},"WorkingDir":"/"},"created":"2026-01-02T03:04:05Z","history":[\
        {"created":"2026-01-02T03:04:05Z","created_by":"whittle: server=1.0"},\
        {"created":"2026-01-02T03:04:05Z","created_by":"whittle: libsmall=1.0"},\
        {"created":"2026-01-02T03:04:05Z","created_by":"whittle: files of this image"}],\
        "os":"linux","rootfs":{"diff_ids":[\
        "sha256:bd8b2de12d452925f9d53e2d3aee1e3e20fafb8e38458cd8a696b2c01ff2d162",\
        "sha256:9de62976afa7974bdba0543c8bf77dc09a2a394e14282f5c4de4b042fcd1a7dc",\
        "sha256:2d7515c7798594d62d17ae4f9e014aa28c5d67facf158e3f4152656ac5b55baa"],\
        "type":"layers"}}\
        """,
        text(image.config()));
  }

  @Test
  void theManifestNamesConfigurationAndLayers() {
    OciImage image = write(TreeBuilder.small().tree(), "web");
    String layer = "";
    for (Layer l : image.layers()) {
      layer +=
          (layer.isEmpty() ? "" : ",")
              + "{\"digest\":\""
              + l.digest()
              + "\",\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"size\":"
              + l.size()
              + "}";
    }
    assertEquals(
        "{\"annotations\":{\"org.opencontainers.image.title\":\"small\"},\"config\":{\"digest\":\""
            + image.config()
            + "\",\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"size\":"
            + image.configSize()
            + "},\"layers\":["
            + layer
            + "],\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"schemaVersion\":2}",
        text(image.manifest()));
  }

  @Test
  void theImageIsTheSameForAnyOrderOfInput() {
    OciImage first = write(TreeBuilder.small().tree(), "web");
    for (int seed = 1; seed < 5; seed++) {
      assertEquals(first, write(TreeBuilder.small().tree(seed), "web"));
    }
  }

  @Test
  void totalsCountWhatARegistryServes() {
    OciImage image = write(TreeBuilder.small().tree(), "");
    long layers = image.layers().stream().mapToLong(l -> store.size(l.digest())).sum();
    assertEquals(store.size(image.manifest()) + store.size(image.config()) + layers, image.size());
  }

  @Test
  void theArchiveIsTheSameEachTimeAndAsLongAsAnnounced() throws IOException {
    OciImage image = write(TreeBuilder.small().tree(), "web");
    byte[] archive = archive(image, "small:1");
    assertArrayEquals(archive, archive(image, "small:1"));
    assertEquals(archive.length, OciArchive.length(image, store, "small:1"));
  }

  @Test
  void aReferenceNameThatIsNoneIsRefused() {
    OciImage image = write(TreeBuilder.small().tree(), "web");
    for (String name : List.of("", "a b", "-a", "a..b")) {
      assertEquals(
          "cannot write an OCI archive: \""
              + name
              + "\" is no reference name; letters and digits expected, with single -._:@+/"
              + " between them",
          assertThrows(InvalidInput.class, () -> archive(image, name)).getMessage());
    }
  }

  @Test
  void anEmptyTreeAndAForeignArchitectureAreRefused() {
    ThinTree empty = new TreeBuilder().pack("a").tree();
    assertEquals(
        "cannot write an OCI image: it has no files",
        assertThrows(InvalidInput.class, () -> write(empty, "")).getMessage());
    assertEquals(
        "cannot write an OCI image for architecture hppa: OCI has no name for it",
        assertThrows(
                InvalidInput.class,
                () ->
                    writer()
                        .write(
                            TreeBuilder.small().tree(),
                            run(""),
                            new Architecture("hppa"),
                            Map.of(),
                            CREATED))
            .getMessage());
  }

  @Test
  void usersBecomeNumbersWhereTheyAreKnown() {
    Map<String, String> users =
        Map.of(
            "", "",
            "web", "33",
            "web:web", "33:34",
            "web:adm", "33:4",
            "web:7", "33:7",
            "1000:web", "1000:34",
            "nobody", "nobody",
            "nobody:nogroup", "nobody:nogroup");
    FileTree tree = FileTree.of(TreeBuilder.small().tree());
    users.forEach(
        (written, number) -> assertEquals(number, ImageUser.resolve(written, tree, store)));
  }

  private OciImage write(ThinTree tree, String user) {
    return writer().write(tree, run(user), Architecture.AMD64, LABELS, CREATED);
  }

  private OciImageWriter writer() {
    return new OciImageWriter(store, new LayerWriter(store, new MemoryDerivedData()));
  }

  static RunConfig run(String user) {
    return new RunConfig(
        List.of("/usr/bin/server"),
        List.of("--port", "80"),
        Map.of("PATH", "/usr/bin", "LANG", "C.UTF-8"),
        user,
        FilePath.ROOT,
        List.of("80/tcp"),
        List.of(new FilePath("/tmp")));
  }

  private byte[] archive(OciImage image, String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OciArchive.write(image, store, name, bytes);
    return bytes.toByteArray();
  }

  private String text(Digest digest) {
    return new String(store.bytes(digest), StandardCharsets.UTF_8);
  }
}
