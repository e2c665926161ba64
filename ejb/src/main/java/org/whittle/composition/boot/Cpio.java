package org.whittle.composition.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.whittle.composition.FileTree;
import org.whittle.format.FileEntry;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.BlobStore;

/**
 * A tree as an archive that the kernel unpacks as its first root (Linux, "initramfs buffer format",
 * the form {@code 070701}).
 */
final class Cpio {
  private static final long MAX_FILE = 0xffff_ffffL;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int SYMLINK = 0120000;

  private final OutputStream to;
  private final long mtime;
  private int number;

  private Cpio(OutputStream to, Instant mtime) {
    this.to = to;
    this.mtime = mtime.getEpochSecond();
  }

  /** Writes the tree, parents first; the caller closes the stream. */
  static void write(FileTree tree, BlobStore store, Instant mtime, OutputStream to)
      throws IOException {
    Cpio archive = new Cpio(to, mtime);
    for (FileEntry entry : tree.entries()) {
      if (!entry.path().equals(FilePath.ROOT)) {
        archive.entry(entry, store);
      }
    }
    archive.header("TRAILER!!!", 0, 0, 0, 0);
  }

  private void entry(FileEntry entry, BlobStore store) throws IOException {
    String name = entry.path().relative();
    switch (entry.kind()) {
      case DIRECTORY -> header(name, DIRECTORY | entry.mode(), entry.uid(), entry.gid(), 0);
      case SYMLINK -> {
        byte[] target = entry.link().orElseThrow().getBytes(StandardCharsets.UTF_8);
        header(name, SYMLINK | entry.mode(), entry.uid(), entry.gid(), target.length);
        to.write(target);
        pad(target.length);
      }
      case REGULAR -> {
        if (entry.size() > MAX_FILE) {
          throw new InvalidInput(
              "cannot write the initial root: " + entry.path() + " has more than 4 GiB",
              "Use a disk instead of format \"direct\".",
              null);
        }
        header(name, REGULAR | entry.mode(), entry.uid(), entry.gid(), entry.size());
        try (InputStream content = store.open(entry.content().orElseThrow())) {
          content.transferTo(to);
        }
        pad(entry.size());
      }
    }
  }

  private void header(String name, int mode, int uid, int gid, long size) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    StringBuilder header = new StringBuilder("070701");
    long[] fields = {number++, mode, uid, gid, 1, mtime, size, 0, 0, 0, 0, bytes.length + 1, 0};
    for (long field : fields) {
      header.append(String.format(Locale.ROOT, "%08x", field));
    }
    to.write(header.toString().getBytes(StandardCharsets.US_ASCII));
    to.write(bytes);
    to.write(0);
    pad(header.length() + bytes.length + 1);
  }

  private void pad(long length) throws IOException {
    to.write(new byte[(int) (-length & 3)]);
  }
}
