package org.whittle.thinning;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.whittle.format.PackageId;
import org.whittle.kernel.FilePath;
import org.whittle.rules.Part;

/**
 * The file tree of an image: what is kept of each package, and what was made for this image.
 *
 * <p>No path occurs twice, but for directories, which packages share and which have the same mode
 * and owner everywhere.
 *
 * @param selections one for each package of the composition, ordered by package; may be empty of
 *     files
 * @param generated files that belong to this image alone (overlay, effects), ordered by path
 * @param unknownEffects what maintainer scripts do that was neither recognised nor covered
 * @param uncovered packages for which no rule speaks: the automatic closure decided
 * @param dropped the patterns of files that rules leave out
 */
public record ThinTree(
    List<Selection> selections,
    List<SelectedFile> generated,
    List<UnknownEffect> unknownEffects,
    List<PackageId> uncovered,
    List<Part.Pattern> dropped) {

  /** An effect of a maintainer script that nothing accounts for. */
  public record UnknownEffect(PackageId id, String script, int line, String text) {}

  /** Sorts and copies the lists. */
  public ThinTree {
    selections = selections.stream().sorted(Comparator.comparing(Selection::id)).toList();
    generated =
        generated.stream()
            .sorted(Comparator.comparing((SelectedFile f) -> f.file().path()))
            .toList();
    unknownEffects = List.copyOf(unknownEffects);
    uncovered = List.copyOf(uncovered);
    dropped = List.copyOf(dropped);
  }

  /** A tree of files alone, of which nothing is known but what they are. */
  public static ThinTree ofFiles(List<SelectedFile> files) {
    return new ThinTree(List.of(), files, List.of(), List.of(), List.of());
  }

  /** The same tree with other files of the image's own. */
  public ThinTree withGenerated(List<SelectedFile> files) {
    return new ThinTree(selections, files, unknownEffects, uncovered, dropped);
  }

  /** Every file once, selections first; a directory may come several times. */
  public Stream<SelectedFile> files() {
    return Stream.concat(selections.stream().flatMap(s -> s.files().stream()), generated.stream());
  }

  /** Whether a rule leaves the path out. */
  public boolean leavesOut(FilePath path) {
    return dropped.stream().anyMatch(pattern -> pattern.glob().matches(path));
  }

  /** Total bytes of the regular files. */
  public long size() {
    return files().mapToLong(f -> f.file().size()).sum();
  }
}
