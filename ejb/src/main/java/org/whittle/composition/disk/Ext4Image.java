package org.whittle.composition.disk;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.whittle.composition.FileTree;
import org.whittle.composition.rootfs.RootFsDirectory;
import org.whittle.composition.tool.SystemTool;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.BlobStore;
import org.whittle.thinning.ThinTree;

/**
 * A tree as a file system that can be written to, made by e2fsprogs.
 *
 * <p>The files are laid out as the calling user's and copied in; then each gets its owner, mode and
 * times by name, so that nobody has to be root and no time of the host is kept.
 */
final class Ext4Image {
  private static final SystemTool MAKE = new SystemTool("mke2fs", "e2fsprogs");
  private static final SystemTool EDIT = new SystemTool("debugfs", "e2fsprogs");
  private static final long MIB = 1L << 20;
  private static final long LEAST = 32 * MIB;
  private static final int PER_FILE = 4096;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int SYMLINK = 0120000;

  private final ThinTree tree;
  private final FileTree files;
  private final BlobStore store;
  private final Instant date;
  private final DiskIdentity identity;
  private final long bytes;

  Ext4Image(
      ThinTree tree, BlobStore store, Instant date, DiskIdentity identity, OptionalLong size) {
    this.tree = tree;
    this.files = FileTree.of(tree);
    this.store = store;
    this.date = date;
    this.identity = identity;
    long needed =
        files.entries().stream().mapToLong(f -> f.size() + PER_FILE).sum() * 9 / 8 + LEAST / 4;
    this.bytes = size.orElse(Math.max(LEAST, 2 * needed)) / MIB * MIB;
    if (bytes < needed) {
      throw new InvalidInput(
          String.format(
              Locale.ROOT,
              "cannot write the root: its files need %d MB, the blueprint gives it %d MB",
              (needed + 999_999) / 1_000_000,
              bytes / 1_000_000),
          "Raise \"machine: {size: …}\".",
          null);
    }
  }

  /** Makes it in an empty directory, which the caller deletes. */
  RootVolume make(Path scratch) throws IOException {
    Path laid = Files.createDirectory(scratch.resolve("root"));
    Path file = scratch.resolve("root.ext4");
    Path commands = scratch.resolve("root.commands");
    RootFsDirectory.extract(tree, store, laid);
    Map<String, String> environment =
        Map.of("E2FSPROGS_FAKE_TIME", Long.toString(date.getEpochSecond()));
    MAKE.run(
        "the ext4 root",
        List.of(
            "-q",
            "-F",
            "-t",
            "ext4",
            "-b",
            "4096",
            "-m",
            "1",
            "-L",
            "root",
            "-U",
            identity.uuid("root volume").toString(),
            "-E",
            "hash_seed="
                + identity.uuid("hash seed")
                + ",root_owner=0:0,lazy_itable_init=0,lazy_journal_init=0,nodiscard",
            "-d",
            laid.toString(),
            file.toString(),
            bytes / 1024 + "k"),
        environment);
    try (Writer out = Files.newBufferedWriter(commands, StandardCharsets.UTF_8)) {
      for (FileEntry entry : files.entries()) {
        write(entry, out);
      }
      write(FileEntry.directory(new FilePath("/lost+found"), 0700, 0, 0), out);
    }
    EDIT.run(
        "the ext4 root", List.of("-w", "-f", commands.toString(), file.toString()), environment);
    return RootVolume.of(file, bytes);
  }

  private void write(FileEntry entry, Writer out) throws IOException {
    String name = '"' + entry.path().value() + '"';
    String time = "@" + date.getEpochSecond();
    int kind =
        entry.kind() == FileKind.DIRECTORY
            ? DIRECTORY
            : entry.kind() == FileKind.SYMLINK ? SYMLINK : REGULAR;
    set(out, name, "mode", "0" + Integer.toOctalString(kind | entry.mode()));
    set(out, name, "uid", Integer.toString(entry.uid()));
    set(out, name, "gid", Integer.toString(entry.gid()));
    for (String field : List.of("atime", "ctime", "mtime", "crtime")) {
      set(out, name, field, time);
      set(out, name, field + "_extra", "0");
    }
  }

  private static void set(Writer out, String name, String field, String value) throws IOException {
    out.write("set_inode_field " + name + " " + field + " " + value + "\n");
  }
}
