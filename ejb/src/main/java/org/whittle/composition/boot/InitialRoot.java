package org.whittle.composition.boot;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.MachineConfig;
import org.whittle.composition.FileTree;
import org.whittle.store.BlobStore;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/** The root that a kernel begins with, as an archive (an initramfs). */
public final class InitialRoot {
  private static final int LEVEL = 9;

  /**
   * Up to this size an image is not compressed: unpacking would take a tenth of the whole start,
   * and what it saves of memory is little.
   */
  private static final long PLAIN = 32L << 20;

  private final Machine machine;
  private final Blueprint blueprint;
  private final BlobStore store;

  /** Of an image with these. */
  public InitialRoot(Machine machine, Blueprint blueprint, BlobStore store) {
    this.machine = machine;
    this.blueprint = blueprint;
    this.store = store;
  }

  /** Writes the whole image with what starts it: there is no other root. */
  public void writeWhole(ThinTree image, Instant mtime, OutputStream to) throws IOException {
    List<SelectedFile> files = new ArrayList<>(image.generated());
    files.addAll(new MachineFiles(machine, blueprint, store).inMemory(image));
    FileTree tree = FileTree.of(image.withGenerated(files));
    if (image.size() <= PLAIN) {
      Cpio.write(tree, store, mtime, to);
    } else {
      compress(tree, mtime, to);
    }
  }

  /** Writes what finds, mounts and starts a root on a disk. */
  public void writeFinding(DiskRoot root, ThinTree image, Instant mtime, OutputStream to)
      throws IOException {
    List<SelectedFile> files = new MachineFiles(machine, blueprint, store).onDisk(root, image);
    compress(FileTree.of(ThinTree.ofFiles(files)), mtime, to);
  }

  /** The image with the places that a machine's root has to have. */
  public static ThinTree rootOf(ThinTree image, MachineConfig config, BlobStore store) {
    List<SelectedFile> files = new ArrayList<>(image.generated());
    files.addAll(Places.missing(image, config.init(), store));
    return image.withGenerated(files);
  }

  private void compress(FileTree tree, Instant mtime, OutputStream to) throws IOException {
    try (ZstdOutputStream compressed = new ZstdOutputStream(new Kept(to), LEVEL)) {
      Cpio.write(tree, store, mtime, compressed);
    }
  }

  /** Stays open when the compressed stream is closed: the caller's to close. */
  private static final class Kept extends java.io.FilterOutputStream {
    Kept(OutputStream to) {
      super(to);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
