package org.whittle.build.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.format.FileEntry;
import org.whittle.kernel.FilePath;

/** What differs between the files of two images. */
public final class FileDifference {
  private FileDifference() {}

  /** What became of a file. */
  public enum Change {
    ADDED,
    REMOVED,
    /** Its content, or where its link leads. */
    CHANGED,
    /** Its mode or owner alone. */
    METADATA
  }

  /** A file that is not the same in both. */
  public record Line(
      FilePath path, Change change, Optional<ImageFile> before, Optional<ImageFile> after) {
    /** Bytes by which it grew. */
    public long growth() {
      return after.map(f -> f.file().size()).orElse(0L)
          - before.map(f -> f.file().size()).orElse(0L);
    }
  }

  /** All that differ, by path. */
  public static List<Line> of(List<ImageFile> before, List<ImageFile> after) {
    Map<FilePath, ImageFile> left = new HashMap<>();
    before.forEach(file -> left.put(file.file().path(), file));
    List<Line> lines = new ArrayList<>();
    for (ImageFile now : after) {
      ImageFile then = left.remove(now.file().path());
      if (then == null) {
        lines.add(new Line(now.file().path(), Change.ADDED, Optional.empty(), Optional.of(now)));
      } else if (!then.file().equals(now.file())) {
        lines.add(
            new Line(
                now.file().path(),
                change(then.file(), now.file()),
                Optional.of(then),
                Optional.of(now)));
      }
    }
    left.forEach(
        (path, then) ->
            lines.add(new Line(path, Change.REMOVED, Optional.of(then), Optional.empty())));
    lines.sort(Comparator.comparing(Line::path));
    return List.copyOf(lines);
  }

  private static Change change(FileEntry then, FileEntry now) {
    boolean same =
        then.kind() == now.kind()
            && then.content().equals(now.content())
            && then.link().equals(now.link());
    return same ? Change.METADATA : Change.CHANGED;
  }
}
