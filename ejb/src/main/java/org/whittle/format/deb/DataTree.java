package org.whittle.format.deb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;

/**
 * The files of a package as they are unpacked, and the rules that keep them apart.
 *
 * <p>Each path occurs once, and lies in directories only: nothing is written through a link.
 */
final class DataTree {
  private final List<FileEntry> files = new ArrayList<>();
  private final Map<FilePath, FileEntry> byPath = new HashMap<>();
  private final Set<FilePath> impliedDirectories = new HashSet<>();

  /** The path of a member that may be added; the root for the archive's own {@code ./}. */
  FilePath admit(TarMember member) throws IOException {
    if (member.hasNoContent() && member.size() != 0) {
      throw wrong(member, "has content, but is no regular file");
    }
    FilePath path = path(member, member.name(), "");
    if (path.equals(FilePath.ROOT)) {
      if (member.type() != TarMember.DIRECTORY) {
        throw wrong(member, "stands for the root, but is no directory");
      }
      return path;
    }
    if (byPath.containsKey(path)) {
      throw wrong(member, "occurs twice");
    }
    if (member.type() != TarMember.DIRECTORY && impliedDirectories.contains(path)) {
      throw wrong(member, "is no directory, but other members lie in it");
    }
    admitParents(member, path.parent());
    return path;
  }

  void add(FileEntry file) {
    files.add(file);
    byPath.put(file.path(), file);
  }

  /** What a hard link stands for: the content of an earlier member under another path. */
  FileEntry hardLink(TarMember member, FilePath path) throws IOException {
    FileEntry target = byPath.get(path(member, member.link(), "is a hard link that "));
    if (target == null || target.kind() != FileKind.REGULAR) {
      throw wrong(member, "is a hard link to no earlier file: \"" + member.link() + "\"");
    }
    return new FileEntry(
        path,
        FileKind.REGULAR,
        target.mode(),
        target.uid(),
        target.gid(),
        target.size(),
        target.contentOrNull(),
        null);
  }

  List<FileEntry> files() {
    return files;
  }

  private void admitParents(TarMember member, FilePath directory) throws IOException {
    FilePath at = directory;
    while (!at.equals(FilePath.ROOT) && !impliedDirectories.contains(at)) {
      FileEntry entry = byPath.get(at);
      if (entry != null && entry.kind() == FileKind.SYMLINK) {
        throw wrong(member, "would be written through the link " + at);
      }
      if (entry != null && entry.kind() == FileKind.REGULAR) {
        throw wrong(member, "lies in " + at + ", which is a file");
      }
      if (entry != null) {
        return;
      }
      impliedDirectories.add(at);
      at = at.parent();
    }
  }

  private static FilePath path(TarMember member, String name, String subject) throws IOException {
    if (name.isEmpty()) {
      throw wrong(member, subject + "has no path");
    }
    if (name.startsWith("/")) {
      throw wrong(member, subject + "is absolute");
    }
    if (("/" + name + "/").contains("/../")) {
      throw wrong(member, subject + "leaves the root");
    }
    try {
      return FilePath.ofMember(name);
    } catch (InvalidInput e) {
      throw wrong(member, subject + "has a path longer than 4,096 bytes or with NUL");
    }
  }

  static MalformedArchive wrong(TarMember member, String fault) {
    return new MalformedArchive("member \"" + printable(member.name()) + "\" " + fault);
  }

  private static String printable(String name) {
    String shown = name.length() <= 200 ? name : name.substring(0, 200) + "…";
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
