package org.whittle.composition.rootfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.composition.LayerWriter;
import org.whittle.composition.TreeBuilder;
import org.whittle.format.FileEntry;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.store.FileBlobStore;
import org.whittle.store.MemoryBlobStore;
import org.whittle.thinning.ThinTree;

final class RootFsTest {
  @TempDir private Path folder;

  @Test
  void theTreeIsLaidOutAsItIs() throws IOException {
    TreeBuilder small = TreeBuilder.small();
    for (BlobStore store :
        List.of(new MemoryBlobStore(), new FileBlobStore(folder.resolve("store")))) {
      small.fill(store);
      Path root = Files.createTempDirectory(folder, "root");
      RootFsDirectory.extract(small.tree(), store, root);
      assertEquals(
          """
          40755\s
          120777 bin -> usr/bin
          40755 etc
          100644 etc/group
          100644 etc/passwd
          41777 tmp
          40755 usr
          40755 usr/bin
          100755 usr/bin/server
          40755 usr/lib
          120777 usr/lib/libsmall.so.1 -> libsmall.so.1.2
          100644 usr/lib/libsmall.so.1.2
          40755 usr/share
          40755 usr/share/server
          100600 usr/share/server/empty
          40755 usr/share/server/\u00fcber
          100644 usr/share/server/\u00fcber/index.html\
          """,
          dump(root));
      assertEquals("small", Files.readString(root.resolve("usr/lib/libsmall.so.1")));
      assertEquals(
          FileTime.from(LayerWriter.MTIME), Files.getLastModifiedTime(root.resolve("usr/bin")));
    }
  }

  @Test
  void writingInTheDirectoryLeavesTheStoreAlone() throws IOException {
    TreeBuilder tree = new TreeBuilder().file("/f", 0644, "text");
    FileBlobStore store = tree.fill(new FileBlobStore(folder.resolve("store")));
    Path root = Files.createDirectory(folder.resolve("root"));
    RootFsDirectory.extract(tree.tree(), store, root);
    Files.writeString(root.resolve("f"), "changed");
    assertEquals("text", Files.readString(store.file(Digest.of("text")).orElseThrow()));
  }

  @Test
  void onlyAnEmptyDirectoryIsTaken() throws IOException {
    ThinTree tree = new TreeBuilder().dir("/d", 0755).tree();
    MemoryBlobStore store = new MemoryBlobStore();
    Path used = Files.createDirectory(folder.resolve("used"));
    Files.writeString(used.resolve("x"), "");
    assertEquals(
        "cannot lay an image out in " + used + ": it is not empty",
        assertThrows(InvalidInput.class, () -> RootFsDirectory.extract(tree, store, used))
            .getMessage());
    Path missing = folder.resolve("missing");
    assertEquals(
        "cannot lay an image out in " + missing + ": an empty directory is needed there",
        assertThrows(InvalidInput.class, () -> RootFsDirectory.extract(tree, store, missing))
            .getMessage());
  }

  @Test
  void ownersAreThoseOfTheTreeWhenAskedFor() throws IOException {
    int uid = (Integer) Files.getAttribute(folder, "unix:uid");
    int gid = (Integer) Files.getAttribute(folder, "unix:gid");
    int foreign = uid == 0 ? 4711 : uid;
    MemoryBlobStore store = new MemoryBlobStore();
    Digest digest = store.put("text").digest();
    TreeBuilder tree =
        new TreeBuilder()
            .add(FileEntry.directory(FilePath.ROOT, 0755, uid, gid))
            .add(FileEntry.regular(new FilePath("/su"), 04755, foreign, gid, 4, digest));
    Path root = Files.createDirectory(folder.resolve("root"));
    RootFsDirectory.extractWithOwners(tree.tree(), store, root);
    assertEquals(foreign, Files.getAttribute(root.resolve("su"), "unix:uid"));
    assertEquals(0104755, Files.getAttribute(root.resolve("su"), "unix:mode"));
  }

  @Test
  void aNameThatTheFileSystemRefusesIsNamed() throws IOException {
    ThinTree tree = new TreeBuilder().dir("/" + "n".repeat(300), 0755).tree();
    Path root = Files.createDirectory(folder.resolve("root"));
    Unavailable failure =
        assertThrows(
            Unavailable.class, () -> RootFsDirectory.extract(tree, new MemoryBlobStore(), root));
    assertTrue(
        failure.getMessage().startsWith("cannot lay /nnn") && failure.remedy().isPresent(),
        failure.getMessage());
  }

  @Test
  void contentOfAnotherSizeIsRefused() throws IOException {
    MemoryBlobStore store = new MemoryBlobStore();
    Digest digest = store.put("text").digest();
    FileEntry wrong = FileEntry.regular(new FilePath("/f"), 0644, 0, 0, 5, digest);
    Path root = Files.createDirectory(folder.resolve("root"));
    Corrupted failure =
        assertThrows(
            Corrupted.class,
            () -> RootFsDirectory.extract(new TreeBuilder().add(wrong).tree(), store, root));
    assertEquals(
        "cannot lay /f out: " + digest + " has 4 bytes instead of 5", failure.getMessage());
  }

  @Test
  void theTarIsTheSameForAnyOrderOfInput() throws IOException {
    byte[] first = tar(TreeBuilder.small().tree());
    assertEquals("5cb98df1ce29", Digest.of(first).shortHex());
    for (int seed = 1; seed < 5; seed++) {
      assertArrayEquals(first, tar(TreeBuilder.small().tree(seed)));
    }
  }

  private static byte[] tar(ThinTree tree) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MemoryBlobStore store = TreeBuilder.small().fill(new MemoryBlobStore());
    RootFsTar.write(tree, store, LayerWriter.MTIME, bytes);
    return bytes.toByteArray();
  }

  private static String dump(Path root) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted().toList()) {
        int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        String link = Files.isSymbolicLink(file) ? " -> " + Files.readSymbolicLink(file) : "";
        lines.add(Integer.toOctalString(mode) + " " + root.relativize(file) + link);
      }
    }
    return String.join("\n", lines);
  }
}
