package org.whittle.thinning;

import java.util.List;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.FilePath;

/**
 * The merged {@code /usr}: {@code /bin}, {@code /sbin} and {@code /lib*} are links into it, and all
 * paths are brought to their place below {@code /usr} once, on entry.
 */
public final class UsrMerge {
  /** Directories of the root that are links to the directory of the same name below /usr. */
  static final List<String> MERGED = List.of("bin", "lib", "lib32", "lib64", "libx32", "sbin");

  private UsrMerge() {}

  /** The path's place; {@code /lib} itself becomes {@code /usr/lib}. */
  public static FilePath canonical(FilePath path) {
    String value = path.value();
    if (value.startsWith("/usr/")) {
      return path;
    }
    for (String name : MERGED) {
      if (value.startsWith(name, 1)
          && (value.length() == name.length() + 1 || value.charAt(name.length() + 1) == '/')) {
        return new FilePath("/usr" + value);
      }
    }
    return path;
  }

  /** Whether a package ships one of the links itself: thinning makes them. */
  static boolean isMergeLink(FileEntry file) {
    return file.kind() == FileKind.SYMLINK && MERGED.contains(file.path().relative());
  }

  public static FileEntry canonical(FileEntry file) {
    FilePath path = canonical(file.path());
    return path.equals(file.path()) ? file : at(file, path);
  }

  private static FileEntry at(FileEntry f, FilePath path) {
    // A relative link of /lib/x/y was written for a directory one step nearer to the root.
    String link = f.linkOrNull();
    if (link != null && link.startsWith("../")) {
      link = f.path().resolveLink(link).value();
    }
    return new FileEntry(
        path, f.kind(), f.mode(), f.uid(), f.gid(), f.size(), f.contentOrNull(), link);
  }
}
