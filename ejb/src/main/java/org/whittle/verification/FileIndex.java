package org.whittle.verification;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.FilePath;

/**
 * Files by path, with links followed as the kernel does (path_resolution(7)).
 *
 * <p>Directories on the way to a file exist, whether anybody lists them or not.
 */
final class FileIndex {
  /** Links followed before the kernel gives up with ELOOP. */
  private static final int MAX_LINKS = 40;

  private static final List<String> MERGED =
      List.of("bin", "lib", "lib32", "lib64", "libx32", "sbin");

  private final Map<FilePath, FileEntry> files = new HashMap<>();
  private final Map<String, List<FilePath>> names = new HashMap<>();
  private final Set<FilePath> directories = new HashSet<>();
  private final boolean merged;

  private FileIndex(boolean merged) {
    this.merged = merged;
    directories.add(FilePath.ROOT);
  }

  /** The files just as they are. */
  static FileIndex of(Collection<FileEntry> files) {
    FileIndex index = new FileIndex(false);
    files.forEach(index::add);
    return index;
  }

  /**
   * With {@code /bin}, {@code /lib} and so on as links into {@code /usr}, which no package ships.
   */
  static FileIndex usrMerged(Collection<FileEntry> files) {
    FileIndex index = new FileIndex(true);
    for (FileEntry file : files) {
      if (!(file.kind() == FileKind.DIRECTORY && index.isMerged(file.path()))) {
        index.add(file);
      }
    }
    return index;
  }

  private void add(FileEntry file) {
    FilePath path = place(file.path());
    if (files.putIfAbsent(path, file) == null) {
      names.computeIfAbsent(path.name(), n -> new ArrayList<>()).add(path);
    }
    if (file.kind() == FileKind.DIRECTORY) {
      directories.add(path);
    }
    for (FilePath at = path.parent(); directories.add(at); at = at.parent()) {
      // Every directory above it.
    }
  }

  private boolean isMerged(FilePath path) {
    return merged && MERGED.contains(path.relative());
  }

  /** The path with a merged directory put in its place below {@code /usr}. */
  FilePath place(FilePath path) {
    String value = path.value();
    int end = value.indexOf('/', 1);
    String top = value.substring(1, end < 0 ? value.length() : end);
    return merged && MERGED.contains(top) ? new FilePath("/usr" + value) : path;
  }

  /** What is at the path itself, no link followed. */
  Optional<FileEntry> at(FilePath path) {
    return Optional.ofNullable(files.get(place(path)));
  }

  /** Where the path leads to; empty if nothing is there or links go round. */
  Optional<FilePath> resolve(FilePath path) {
    return resolve(path, link -> {});
  }

  /**
   * Where the path leads to; empty if nothing is there or links go round.
   *
   * @param links hears of each link on the way
   */
  Optional<FilePath> resolve(FilePath path, Consumer<FilePath> links) {
    Deque<String> steps = new ArrayDeque<>();
    push(steps, path.relative());
    FilePath at = FilePath.ROOT;
    int followed = 0;
    while (!steps.isEmpty()) {
      String step = steps.pop();
      if (step.equals("..")) {
        at = at.parent();
        continue;
      }
      at = place(at.child(step));
      FileEntry file = files.get(at);
      if (file != null && file.kind() == FileKind.SYMLINK) {
        links.accept(at);
        String target = file.link().orElseThrow();
        at = target.startsWith("/") ? FilePath.ROOT : at.parent();
        push(steps, target);
        if (++followed > MAX_LINKS) {
          return Optional.empty();
        }
      } else if (file == null && !directories.contains(at)) {
        return Optional.empty();
      } else if (!steps.isEmpty() && !directories.contains(at)) {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }

  /** The regular file to which the path leads. */
  Optional<FileEntry> regular(FilePath path) {
    return resolve(path).map(files::get).filter(f -> f.kind() == FileKind.REGULAR);
  }

  /** Paths whose last step is the given name, sorted. */
  List<FilePath> named(String name) {
    return names.getOrDefault(name, List.of()).stream().sorted().toList();
  }

  /** Paths of what lies in a directory, sorted. */
  List<FilePath> in(FilePath directory) {
    return files.keySet().stream().filter(p -> p.parent().equals(directory)).sorted().toList();
  }

  private static void push(Deque<String> steps, String path) {
    String[] parts = path.split("/", -1);
    for (int i = parts.length - 1; i >= 0; i--) {
      if (!parts[i].isEmpty() && !parts[i].equals(".")) {
        steps.push(parts[i]);
      }
    }
  }
}
