package org.whittle.composition.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whittle.composition.FileTree;
import org.whittle.composition.LayerWriter;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.thinning.ThinTree;

/**
 * Lays a tree into an empty directory, for a sandbox or a file system's builder.
 *
 * <p>Files are copies, never hard links, since whoever runs in the directory may write to them.
 * Modes are as in the tree, times are those of layers. No entry lies below a link, and nothing is
 * there before, so that nothing is written outside.
 */
public final class RootFsDirectory {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileTime TIME = FileTime.from(LayerWriter.MTIME);

  private final BlobStore store;
  private final Path root;
  private final boolean owners;

  private RootFsDirectory(BlobStore store, Path root, boolean owners) {
    this.store = store;
    this.root = root;
    this.owners = owners;
  }

  /**
   * Lays the tree out; all belongs to the calling user. What is there after a failure is the
   * caller's to delete.
   *
   * @throws InvalidInput if the directory is not an empty directory
   * @throws Unavailable if the file system refuses
   */
  public static void extract(ThinTree tree, BlobStore store, Path dir) {
    new RootFsDirectory(store, dir, false).extract(tree);
  }

  /** Lays the tree out with the owners of the tree: the caller is root. */
  public static void extractWithOwners(ThinTree tree, BlobStore store, Path dir) {
    new RootFsDirectory(store, dir, true).extract(tree);
  }

  private void extract(ThinTree tree) {
    FileTree files = FileTree.of(tree);
    requireEmpty();
    FilePath at = FilePath.ROOT;
    try {
      List<FileEntry> directories = new ArrayList<>();
      for (FileEntry entry : files.entries()) {
        at = entry.path();
        create(entry);
        if (entry.kind() == FileKind.DIRECTORY) {
          directories.add(entry);
        }
      }
      // Last and from below: a directory may be closed to its owner, and writing changes its time.
      for (FileEntry directory : directories.reversed()) {
        at = directory.path();
        finish(directory);
      }
    } catch (IOException e) {
      throw new Unavailable(
          "cannot lay " + at + " out in " + root + ": " + e.getMessage(),
          "Check that there is space and the right to write.",
          e);
    } catch (InvalidPathException e) {
      throw new Unavailable(
          "cannot lay " + at + " out in " + root + ": Java cannot name it in this locale",
          "Start Java with a UTF-8 locale, such as LC_ALL=C.UTF-8.",
          e);
    }
  }

  private void requireEmpty() {
    try (DirectoryStream<Path> there = Files.newDirectoryStream(root)) {
      if (there.iterator().hasNext()) {
        throw new InvalidInput("cannot lay an image out in " + root + ": it is not empty");
      }
    } catch (IOException e) {
      throw new InvalidInput(
          "cannot lay an image out in " + root + ": an empty directory is needed there", e);
    }
  }

  private void create(FileEntry entry) throws IOException {
    Path path = place(entry);
    switch (entry.kind()) {
      case DIRECTORY -> {
        if (!entry.path().equals(FilePath.ROOT)) {
          Files.createDirectory(path, PRIVATE);
        }
      }
      case SYMLINK -> {
        Files.createSymbolicLink(path, Path.of(entry.link().orElseThrow()));
        own(path, entry);
      }
      case REGULAR -> {
        copy(entry, path);
        finish(entry);
      }
    }
  }

  private void copy(FileEntry entry, Path to) throws IOException {
    Digest content = entry.content().orElseThrow();
    Optional<Path> file = store.file(content);
    if (file.isPresent()) {
      Files.copy(file.get(), to, LinkOption.NOFOLLOW_LINKS);
    } else {
      try (InputStream stream = store.open(content)) {
        Files.copy(stream, to);
      }
    }
    long size = Files.size(to);
    if (size != entry.size()) {
      throw new Corrupted(
          "cannot lay "
              + entry.path()
              + " out: "
              + content
              + " has "
              + size
              + " bytes instead of "
              + entry.size());
    }
  }

  /** Owner before mode, since a change of owner clears set-uid. */
  private void finish(FileEntry entry) throws IOException {
    Path path = place(entry);
    own(path, entry);
    Files.setAttribute(path, "unix:mode", entry.mode(), LinkOption.NOFOLLOW_LINKS);
    Files.setLastModifiedTime(path, TIME);
  }

  private void own(Path path, FileEntry entry) throws IOException {
    if (owners) {
      Files.setAttribute(path, "unix:uid", entry.uid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", entry.gid(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  private Path place(FileEntry entry) {
    return root.resolve(entry.path().relative());
  }
}
