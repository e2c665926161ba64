package org.whittle.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Unavailable;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/**
 * Lets one user stand for all.
 *
 * <p>In the sandbox every file belongs to the user of the image's process, since an ordinary user
 * can map only itself. So that this user may do just what it may in the real image, the owner's
 * bits of a file become those that it would have there: its group's, or everybody's.
 */
final class EffectiveModes {
  private EffectiveModes() {}

  /** Sets the modes of an extracted tree, for a user other than root. */
  static void apply(ThinTree tree, Path root, int uid, int gid) {
    TreeMap<FilePath, FileEntry> files = new TreeMap<>();
    for (SelectedFile selected : tree.files().toList()) {
      files.put(selected.file().path(), selected.file());
    }
    // From below: a directory may become closed to this process too.
    for (FileEntry file : List.copyOf(files.descendingMap().values())) {
      if (file.kind() != FileKind.SYMLINK && file.uid() != uid) {
        int own = file.gid() == gid ? file.mode() >> 3 & 7 : file.mode() & 7;
        set(root.resolve(file.path().relative()), (file.mode() & 0077) | own << 6, file.path());
      }
    }
  }

  private static void set(Path path, int mode, FilePath name) {
    try {
      Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new Unavailable("cannot prepare " + name + " of the image: " + e.getMessage(), e);
    }
  }
}
