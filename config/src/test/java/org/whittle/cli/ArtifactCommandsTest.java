package org.whittle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Digest;
import org.whittle.store.BlobStore;
import org.whittle.store.FileBlobStore;

/** The commands on what builds have left, as typed. */
class ArtifactCommandsTest {
  @TempDir Path folder;
  private Path one;
  private Path other;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    String digest = Digest.of("a").toString();
    one = Files.createDirectory(folder.resolve("one"));
    other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(one.resolve("web.files.jsonl"), server(10, digest) + library(digest));
    Files.writeString(other.resolve("web.files.jsonl"), server(30, Digest.of("b").toString()));
  }

  @Test
  void listsFiles() {
    assertEquals(0, run("files", one.toString()));
    assertEquals(
        """
        000755 0:0         10 /bin/server  web
        000644 0:0          5 /lib/a.so  -
        """,
        out.toString());
  }

  @Test
  void tellsWhyAFileIsThereOrThatItIsNot() {
    assertEquals(0, run("files", one.toString(), "--why", "/lib/a.so"));
    assertEquals(1, run("files", one.toString(), "--why", "/absent"));
    assertEquals(
        """
        /lib/a.so is there:
          /lib/a.so is the library a.so that /bin/server needs
          /bin/server is an entry point: of the blueprint
        /absent is not there
        """,
        out.toString());
  }

  @Test
  void showsWhatDiffers() {
    assertEquals(1, run("diff", one.toString(), other.toString()));
    assertEquals(0, run("diff", one.toString(), one.resolve("web.files.jsonl").toString()));
    assertEquals(
        """
        changed /bin/server 20 B
        removed /lib/a.so -5 B
        2 files differ, size 15 B
        0 files differ, size 0 B
        """,
        out.toString());
  }

  @Test
  void aFlippedBitIsFoundAndRemoved() throws IOException {
    BlobStore store = new FileBlobStore(folder.resolve("cache/blobs"));
    byte[] content = "content".getBytes(StandardCharsets.UTF_8);
    Digest digest = store.put(new ByteArrayInputStream(content)).digest();
    Path file = store.file(digest).orElseThrow();
    Files.delete(file);
    Files.writeString(file, "contemt");
    String cache = folder.resolve("cache").toString();

    assertEquals(1, run("fsck", "--cache", cache));
    assertEquals(0, run("fsck", "--cache", cache, "--repair"));
    assertFalse(store.contains(digest));
    assertEquals(0, run("fsck", "--cache", cache, "--json"));
    assertEquals(
        """
        damaged: %1$s
        1 blobs checked, 0 B, 1 damaged
        Remove them with --repair; the next build fetches and makes them again.
        damaged: %1$s, removed
        1 blobs checked, 0 B, 1 damaged
        The next build fetches and makes them again.
        {"blobs":0,"bytes":0,"removed":false,"damaged":[]}
        """
            .formatted(digest),
        out.toString());
  }

  private int run(String... arguments) {
    return Whittle.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String server(int size, String digest) {
    return ("{\"path\":\"/bin/server\",\"kind\":\"REGULAR\",\"mode\":\"755\",\"uid\":0,\"gid\":0,"
            + "\"size\":%d,\"digest\":\"%s\",\"package\":\"web\",\"reason\":\"ENTRY_POINT\","
            + "\"detail\":\"of the blueprint\"}\n")
        .formatted(size, digest);
  }

  private static String library(String digest) {
    return ("{\"path\":\"/lib/a.so\",\"kind\":\"REGULAR\",\"mode\":\"644\",\"uid\":0,\"gid\":0,"
            + "\"size\":5,\"digest\":\"%s\",\"reason\":\"NEEDED\",\"detail\":\"a.so\","
            + "\"because\":\"/bin/server\"}\n")
        .formatted(digest);
  }
}
