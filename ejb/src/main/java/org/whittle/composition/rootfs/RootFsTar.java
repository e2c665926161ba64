package org.whittle.composition.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.whittle.composition.FileTree;
import org.whittle.composition.tar.TarMember;
import org.whittle.composition.tar.TarStream;
import org.whittle.store.BlobStore;
import org.whittle.thinning.ThinTree;

/** The whole tree as one tar archive, ordered by path, the same bytes each time. */
public final class RootFsTar {
  private RootFsTar() {}

  /** The archive as a stream that is made as it is read; the caller closes it. */
  public static InputStream open(ThinTree tree, BlobStore store, Instant mtime) {
    return open(tree, (TarMember.Contents) store::open, mtime);
  }

  /** The same, the contents of its files had otherwise. */
  public static InputStream open(ThinTree tree, TarMember.Contents contents, Instant mtime) {
    List<TarMember> members =
        FileTree.of(tree).entries().stream().map(e -> TarMember.of(e, contents)).toList();
    return new TarStream(members, mtime);
  }

  /** Writes the archive; the caller closes the stream. */
  public static void write(ThinTree tree, BlobStore store, Instant mtime, OutputStream to)
      throws IOException {
    try (InputStream archive = open(tree, store, mtime)) {
      archive.transferTo(to);
    }
  }
}
