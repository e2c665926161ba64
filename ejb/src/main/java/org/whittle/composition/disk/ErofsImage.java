package org.whittle.composition.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.whittle.composition.FileTree;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.store.BlobStore;

/**
 * A tree as a read-only file system (Linux, "EROFS on-disk format"), not compressed, so that a
 * machine reads its pages as they are.
 *
 * <p>Superblock and inodes come first, then the blocks of directories, links and files; the same
 * content has its blocks once. Nothing is laid out beforehand, and nobody has to be root.
 */
final class ErofsImage {
  static final int BLOCK = 4096;
  private static final int SUPERBLOCK = 1024;
  private static final int INODE = 64;
  private static final int SLOT = 32;
  private static final int FIRST_INODE = SUPERBLOCK + 128;
  private static final int EXTENDED = 1;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int SYMLINK = 0120000;

  /** An inode: where it is, and where its data are. */
  private static final class Node {
    final FileEntry entry;
    final int number;
    final TreeMap<FilePath, Node> children = new TreeMap<>();
    byte[] data = new byte[0];
    long block;

    Node(FileEntry entry, int number) {
      this.entry = entry;
      this.number = number;
    }

    long nid() {
      return (FIRST_INODE + (long) number * INODE) / SLOT;
    }

    long size() {
      return entry.kind() == FileKind.REGULAR ? entry.size() : data.length;
    }
  }

  private final BlobStore store;
  private final Instant time;
  private final UUID id;
  private final Map<FilePath, Node> nodes = new LinkedHashMap<>();
  private final List<Node> written = new ArrayList<>();
  private final long blocks;

  ErofsImage(FileTree tree, BlobStore store, Instant time, UUID id) {
    this.store = store;
    this.time = time;
    this.id = id;
    for (FileEntry entry : tree.entries()) {
      Node node = new Node(entry, nodes.size());
      nodes.put(entry.path(), node);
      if (!entry.path().equals(FilePath.ROOT)) {
        Objects.requireNonNull(nodes.get(entry.path().parent())).children.put(entry.path(), node);
      }
    }
    this.blocks = place();
  }

  /** The image's size in bytes, a multiple of {@link #BLOCK}. */
  long bytes() {
    return blocks * BLOCK;
  }

  /** Gives everything its blocks; how many there are. */
  private long place() {
    long next = blocks(FIRST_INODE + (long) nodes.size() * INODE);
    Map<Digest, Long> contents = new LinkedHashMap<>();
    for (Node node : nodes.values()) {
      FileEntry entry = node.entry;
      if (entry.kind() == FileKind.DIRECTORY) {
        node.data = directory(node);
      } else if (entry.kind() == FileKind.SYMLINK) {
        node.data = entry.link().orElseThrow().getBytes(StandardCharsets.UTF_8);
      }
      Optional<Long> there =
          entry.content().flatMap(content -> Optional.ofNullable(contents.get(content)));
      if (there.isPresent()) {
        node.block = there.get();
      } else {
        node.block = node.size() == 0 ? 0 : next;
        next += blocks(node.size());
        written.add(node);
        entry.content().ifPresent(content -> contents.put(content, node.block));
      }
    }
    return next;
  }

  private static long blocks(long bytes) {
    return (bytes + BLOCK - 1) / BLOCK;
  }

  /** Names by their bytes, block by block: entries first, their names behind them. */
  private byte[] directory(Node node) {
    TreeMap<String, Node> names = new TreeMap<>();
    Node parent = nodes.getOrDefault(node.entry.path().parent(), node);
    names.put(".", node);
    names.put("..", node.entry.path().equals(FilePath.ROOT) ? node : parent);
    node.children.forEach((path, child) -> names.put(bytesOf(path.name()), child));
    DirectoryBlocks blocks = new DirectoryBlocks(BLOCK);
    names.forEach((name, child) -> blocks.add(name, child.nid(), type(child)));
    return blocks.toBytes();
  }

  /** A text whose characters are the bytes of a name, and so are ordered as these. */
  private static String bytesOf(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static int type(Node node) {
    return switch (node.entry.kind()) {
      case REGULAR -> 1;
      case DIRECTORY -> 2;
      case SYMLINK -> 7;
    };
  }

  /** Writes the file system; the caller closes the stream. */
  void write(OutputStream to) throws IOException {
    to.write(superblock());
    for (Node node : nodes.values()) {
      to.write(inode(node));
    }
    pad(to, FIRST_INODE + (long) nodes.size() * INODE);
    for (Node node : written) {
      if (node.entry.kind() == FileKind.REGULAR) {
        copy(node.entry, to);
      } else {
        to.write(node.data);
      }
      pad(to, node.size());
    }
  }

  private void copy(FileEntry entry, OutputStream to) throws IOException {
    try (InputStream content = store.open(entry.content().orElseThrow())) {
      long size = content.transferTo(to);
      if (size != entry.size()) {
        throw new Corrupted(
            "cannot write the root: "
                + entry.path()
                + " has "
                + size
                + " bytes instead of "
                + entry.size());
      }
    }
  }

  private static void pad(OutputStream to, long length) throws IOException {
    to.write(new byte[(int) (blocks(length) * BLOCK - length)]);
  }

  private byte[] superblock() {
    byte[] bytes = new byte[FIRST_INODE];
    ByteBuffer out = LittleEndian.over(bytes);
    int at = SUPERBLOCK;
    out.putInt(at, 0xe0f5e1e2);
    out.put(at + 12, (byte) 12);
    out.putShort(at + 14, (short) root().nid());
    out.putLong(at + 16, nodes.size());
    out.putLong(at + 24, time.getEpochSecond());
    out.putInt(at + 36, Math.toIntExact(blocks));
    LittleEndian.putUuid(out, at + 48, id);
    return bytes;
  }

  private Node root() {
    return Objects.requireNonNull(nodes.get(FilePath.ROOT));
  }

  private byte[] inode(Node node) {
    FileEntry entry = node.entry;
    byte[] bytes = new byte[INODE];
    ByteBuffer out = LittleEndian.over(bytes);
    out.putShort(0, (short) EXTENDED);
    out.putShort(4, (short) mode(entry));
    out.putLong(8, node.size());
    out.putInt(16, (int) node.block);
    out.putInt(20, node.number + 1);
    out.putInt(24, entry.uid());
    out.putInt(28, entry.gid());
    out.putLong(32, time.getEpochSecond());
    out.putInt(44, links(node));
    return bytes;
  }

  private static int mode(FileEntry entry) {
    return switch (entry.kind()) {
          case REGULAR -> REGULAR;
          case DIRECTORY -> DIRECTORY;
          case SYMLINK -> SYMLINK;
        }
        | entry.mode();
  }

  private static int links(Node node) {
    if (node.entry.kind() != FileKind.DIRECTORY) {
      return 1;
    }
    return 2
        + (int)
            node.children.values().stream()
                .filter(child -> child.entry.kind() == FileKind.DIRECTORY)
                .count();
  }
}
