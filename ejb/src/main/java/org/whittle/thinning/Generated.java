package org.whittle.thinning;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.whittle.format.ContentSink;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;
import org.whittle.rules.Position;
import org.whittle.rules.RuleSet;

/** Files that are made for one image; the first to claim a path has it. */
final class Generated {
  private final ContentSink sink;
  private final TreeMap<FilePath, SelectedFile> files = new TreeMap<>();
  private final Map<FilePath, Integer> layers = new HashMap<>();

  Generated(ContentSink sink) {
    this.sink = sink;
  }

  /** Makes a regular file, unless the path is taken. */
  void file(FilePath path, int mode, int uid, int gid, String content, Reason reason) {
    if (!files.containsKey(path)) {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      put(FileEntry.regular(path, mode, uid, gid, bytes.length, store(path, bytes)), reason);
    }
  }

  private Digest store(FilePath path, byte[] bytes) {
    try {
      return sink.keep(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new Unavailable("cannot store " + path + ": " + e.getMessage(), e);
    }
  }

  /** Adds a file or link that is complete, unless the path is taken. */
  void put(FileEntry file, Reason reason) {
    files.putIfAbsent(file.path(), new SelectedFile(file, reason));
  }

  /** Makes a file that a rule names; of two layers the later wins, within one none. */
  void rule(FileEntry file, Position at, RuleSet rules) {
    Reason reason = Reason.of(Reason.Kind.RULE, at.inFile());
    SelectedFile before = files.get(file.path());
    int layer = rules.layer(at);
    int other = layers.getOrDefault(file.path(), layer);
    if (before != null && before.reason().kind() == Reason.Kind.RULE && layer > other) {
      files.remove(file.path());
    } else if (before != null
        && before.reason().kind() == Reason.Kind.RULE
        && layer == other
        && !before.file().equals(file)) {
      throw new InvalidInput(
          "cannot make "
              + file.path()
              + ": the rules at "
              + before.reason().detail()
              + " and "
              + reason.detail()
              + " disagree",
          "Let one of the two rules make it",
          null);
    }
    layers.merge(file.path(), layer, Math::max);
    put(file, reason);
  }

  /** A regular file whose content is stored. */
  FileEntry regular(FilePath path, int mode, int uid, int gid, String content) {
    return regular(path, mode, uid, gid, content.getBytes(StandardCharsets.UTF_8));
  }

  /** A regular file whose content is stored. */
  FileEntry regular(FilePath path, int mode, int uid, int gid, byte[] bytes) {
    return FileEntry.regular(path, mode, uid, gid, bytes.length, store(path, bytes));
  }

  Optional<SelectedFile> at(FilePath path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Whether a file or link, not a directory, is made at the path. */
  boolean replaces(FilePath path) {
    SelectedFile file = files.get(path);
    return file != null && file.file().kind() != FileKind.DIRECTORY;
  }

  Collection<SelectedFile> files() {
    return files.values();
  }
}
