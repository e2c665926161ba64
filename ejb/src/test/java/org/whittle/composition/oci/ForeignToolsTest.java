package org.whittle.composition.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.composition.Compression;
import org.whittle.composition.LayerWriter;
import org.whittle.composition.TreeBuilder;
import org.whittle.kernel.Architecture;
import org.whittle.store.MemoryBlobStore;
import org.whittle.store.MemoryDerivedData;

/** What other people's tools make of an archive. */
final class ForeignToolsTest {
  @TempDir private Path folder;

  @Test
  void skopeoReadsTheArchive() throws IOException, InterruptedException {
    assumeInstalled("skopeo");
    for (Compression compression : Compression.values()) {
      Path archive = archive(compression);
      String json = run("skopeo", "inspect", "--config", "oci-archive:" + archive + ":small:1");
      assertTrue(json.contains("\"User\": \"33\""), json);
      run(
          "skopeo",
          "--insecure-policy",
          "copy",
          "oci-archive:" + archive + ":small:1",
          "oci:" + folder.resolve("copy-" + compression) + ":small");
    }
  }

  @Test
  void podmanPullsTheArchive() throws IOException, InterruptedException {
    assumeInstalled("podman");
    for (Compression compression : Compression.values()) {
      Path storage = folder.resolve("podman-" + compression);
      String pulled =
          run(
              "podman",
              "--root=" + storage.resolve("storage"),
              "--runroot=" + storage.resolve("run"),
              "--storage-driver=vfs",
              "pull",
              "oci-archive:" + archive(compression));
      assertTrue(pulled.contains("Storing signatures"), pulled);
    }
  }

  /** That of Debian 12 reads no zstd. */
  @Test
  void umociUnpacksTheTree() throws IOException, InterruptedException {
    assumeInstalled("umoci");
    assumeInstalled("tar");
    Path layout = Files.createDirectory(folder.resolve("layout"));
    run("tar", "-xf", archive(Compression.GZIP).toString(), "-C", layout.toString());
    Path bundle = folder.resolve("bundle");
    run("umoci", "unpack", "--rootless", "--image", layout + ":small:1", bundle.toString());
    Path root = bundle.resolve("rootfs");
    assertEquals("small", Files.readString(root.resolve("usr/lib/libsmall.so.1")));
    assertEquals(
        "<h1>hello</h1>\n",
        Files.readString(root.resolve("usr/share/server/\u00fcber/index.html")));
    assertEquals(041777, Files.getAttribute(root.resolve("tmp"), "unix:mode"));
    assertEquals("usr/bin", Files.readSymbolicLink(root.resolve("bin")).toString());
  }

  private Path archive(Compression compression) throws IOException {
    MemoryBlobStore store = TreeBuilder.small().fill(new MemoryBlobStore());
    LayerWriter layers = new LayerWriter(store, new MemoryDerivedData(), compression, 2);
    OciImage image =
        new OciImageWriter(store, layers)
            .write(
                TreeBuilder.small().tree(),
                OciImageTest.run("web"),
                Architecture.AMD64,
                OciImageTest.LABELS,
                OciImageTest.CREATED);
    Path archive = folder.resolve("image-" + compression + ".tar");
    try (OutputStream to = Files.newOutputStream(archive)) {
      OciArchive.write(image, store, "small:1", to);
    }
    return archive;
  }

  private static void assumeInstalled(String tool) {
    boolean found = false;
    for (String dir : System.getenv("PATH").split(File.pathSeparator, -1)) {
      found |= Files.isExecutable(Path.of(dir, tool));
    }
    assumeTrue(found, tool + " is not installed");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), List.of(command) + "\n" + output);
    return output;
  }
}
