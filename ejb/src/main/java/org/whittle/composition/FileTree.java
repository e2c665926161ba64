package org.whittle.composition;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;
import org.whittle.thinning.ThinTree;

/**
 * The files of an image as one tree: each path once, every parent a directory.
 *
 * <p>Packages share directories; where they differ in mode or owner the first package by name
 * decides, and a directory of the image's own decides over both. A parent that nobody ships belongs
 * to root with mode 0755.
 */
public final class FileTree {
  private static final String OWN = "the image's own files";

  private final TreeMap<FilePath, FileEntry> entries = new TreeMap<>();
  private final Map<FilePath, String> owners = new HashMap<>();

  private FileTree() {}

  /**
   * Joins the selections and generated files.
   *
   * @throws Corrupted if a path would be two things, or lie below something that is no directory
   */
  public static FileTree of(ThinTree thin) {
    FileTree tree = new FileTree();
    for (Selection selection : thin.selections()) {
      for (SelectedFile selected : selection.files()) {
        tree.add(selected.file(), selection.id().toString(), false);
      }
    }
    for (SelectedFile selected : thin.generated()) {
      tree.add(selected.file(), OWN, true);
    }
    for (FilePath path : List.copyOf(tree.entries.keySet())) {
      tree.addParents(path);
    }
    return tree;
  }

  private void add(FileEntry file, String owner, boolean decides) {
    FileEntry there = entries.putIfAbsent(file.path(), file);
    if (there == null) {
      owners.put(file.path(), owner);
    } else if (isDirectory(there) && isDirectory(file)) {
      if (decides) {
        entries.put(file.path(), file);
      }
    } else if (!there.equals(file)) {
      throw new Corrupted(
          "cannot compose "
              + file.path()
              + ": "
              + owners.get(file.path())
              + " and "
              + owner
              + " both have it, and differ",
          "Let a rule or the blueprint drop one of them.",
          null);
    }
  }

  private void addParents(FilePath path) {
    FilePath at = path;
    while (!at.equals(FilePath.ROOT)) {
      FilePath parent = at.parent();
      FileEntry there = entries.putIfAbsent(parent, FileEntry.directory(parent, 0755, 0, 0));
      if (there != null && !isDirectory(there)) {
        throw new Corrupted(
            "cannot compose " + path + ": " + parent + " is no directory but a " + name(there),
            "Files are to be placed where the link leads.",
            null);
      }
      at = parent;
    }
  }

  private static String name(FileEntry file) {
    return file.kind() == FileKind.SYMLINK ? "symbolic link" : "file";
  }

  static boolean isDirectory(FileEntry file) {
    return file.kind() == FileKind.DIRECTORY;
  }

  /** Every entry, parents before children, ordered by the bytes of the path. */
  public Collection<FileEntry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /** What is at the path. */
  public Optional<FileEntry> find(FilePath path) {
    return Optional.ofNullable(entries.get(path));
  }
}
