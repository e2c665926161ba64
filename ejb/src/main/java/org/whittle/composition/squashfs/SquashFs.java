package org.whittle.composition.squashfs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.composition.FileTree;
import org.whittle.composition.rootfs.RootFsTar;
import org.whittle.composition.tool.SystemTool;
import org.whittle.format.FileEntry;
import org.whittle.kernel.FilePath;
import org.whittle.store.BlobStore;
import org.whittle.thinning.ThinTree;

/** Writes a tree as a squashfs; the same tree and time give the same bytes. */
public final class SquashFs {
  /** Reads a tar archive; mksquashfs would need a directory with the tree's owners. */
  public static final SystemTool TOOL = new SystemTool("sqfstar", "squashfs-tools");

  private SquashFs() {}

  /**
   * Writes the file system into a new file.
   *
   * @param mtime of all files and of the file system itself
   * @throws org.whittle.kernel.Unavailable if the tool is missing or fails
   */
  public static void write(ThinTree tree, BlobStore store, Instant mtime, Path file) {
    Optional<FileEntry> root = FileTree.of(tree).find(FilePath.ROOT);
    String time = Long.toString(mtime.getEpochSecond());
    TOOL.run(
        "the squashfs",
        List.of(
            "-quiet",
            "-no-progress",
            "-no-xattrs",
            "-comp",
            "zstd",
            "-mkfs-time",
            time,
            "-all-time",
            time,
            "-root-time",
            time,
            // Its reader of archives passes over the entry of the root directory itself.
            "-root-mode",
            Integer.toOctalString(root.map(FileEntry::mode).orElse(0755)),
            "-root-uid",
            Integer.toString(root.map(FileEntry::uid).orElse(0)),
            "-root-gid",
            Integer.toString(root.map(FileEntry::gid).orElse(0)),
            file.toString()),
        Map.of(),
        out -> RootFsTar.write(tree, store, mtime, out));
  }
}
