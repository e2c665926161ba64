package org.whittle.verification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/**
 * Judges what the tests' processes asked for against the image and its full closure.
 *
 * <p>A path that is asked for and absent from both is normal: programs look in many places.
 */
public final class MissFinder {
  private final FileIndex image;
  private final FileIndex closure;
  private final ThinTree tree;
  private final Map<FilePath, String> owners = new HashMap<>();
  private final Map<FilePath, Miss> misses = new LinkedHashMap<>();
  private final Map<FilePath, Miss> elsewhere = new LinkedHashMap<>();

  private MissFinder(ThinTree tree, List<PackageContents> closure) {
    this.tree = tree;
    this.image = FileIndex.of(tree.files().map(SelectedFile::file).toList());
    this.closure =
        FileIndex.usrMerged(
            closure.stream().flatMap(contents -> contents.files().stream()).toList());
    for (PackageContents contents : closure) {
      for (FileEntry file : contents.files()) {
        owners.putIfAbsent(this.closure.place(file.path()), contents.id().name().value());
      }
    }
  }

  /**
   * What was missed.
   *
   * @param traces one for each test
   * @param closure every package of the composition and those that every system has, in full
   * @param archive says who ships what the closure does not have
   */
  public static MissReport find(
      List<Trace> traces, ThinTree tree, List<PackageContents> closure, ArchiveOwners archive) {
    return new MissFinder(tree, closure).find(traces, archive);
  }

  private MissReport find(List<Trace> traces, ArchiveOwners archive) {
    for (Trace trace : traces) {
      trace.accesses().forEach(access -> judge(access, trace.test()));
    }
    List<Miss> found = new ArrayList<>(misses.values());
    Optional<Map<FilePath, String>> shipped =
        elsewhere.isEmpty() ? Optional.of(Map.of()) : archive.of(elsewhere.keySet());
    shipped.ifPresent(
        owned ->
            owned.forEach(
                (path, names) ->
                    Optional.ofNullable(elsewhere.get(path))
                        .ifPresent(m -> found.add(with(m, path, Miss.Kind.UNKNOWN, names)))));
    List<String> cut = traces.stream().filter(t -> !t.whole()).map(Trace::test).toList();
    return new MissReport(
        cut.isEmpty() && !traces.isEmpty(),
        cut.isEmpty()
            ? (traces.isEmpty() ? "there is no test that could be observed" : "")
            : "what was recorded of \"" + String.join("\", \"", cut) + "\" is not whole",
        found,
        shipped.isPresent() ? 0 : elsewhere.size());
  }

  private void judge(Access access, String test) {
    switch (access.kind()) {
      case ABSENT -> absent(access, access.path(), test);
      case NOT_MADE -> absent(access, access.path().parent(), test);
      case LISTED -> listed(access, test);
      case FOUND, STARTED -> {}
    }
  }

  private void absent(Access access, FilePath path, String test) {
    if (image.resolve(path).isPresent() || misses.containsKey(path)) {
      return;
    }
    Optional<FilePath> there = closure.resolve(path);
    FilePath place = closure.place(path);
    if (there.isPresent() || closure.at(path).isPresent()) {
      put(
          access,
          path,
          owner(there.orElse(place)),
          tree.leavesOut(place) ? Miss.Kind.DROPPED : Miss.Kind.MISSING,
          test);
    } else {
      elsewhere.putIfAbsent(place, new Miss(Miss.Kind.UNKNOWN, place, "", access.program(), test));
    }
  }

  /** A directory of which some entries are left out: the program may have looked for them. */
  private void listed(Access access, String test) {
    Optional<FilePath> place = image.resolve(access.path());
    if (place.isEmpty() || misses.containsKey(access.path())) {
      return;
    }
    long leftOut =
        closure.in(closure.place(place.get())).stream()
            .filter(p -> image.at(p).isEmpty() && !tree.leavesOut(p))
            .filter(p -> closure.at(p).filter(f -> f.kind() != FileKind.DIRECTORY).isPresent())
            .count();
    if (leftOut > 0) {
      put(access, access.path(), owner(closure.place(place.get())), Miss.Kind.LISTED, test);
    }
  }

  /** Who ships the path, or something below it: not every package lists its directories. */
  private String owner(FilePath path) {
    String owner = owners.get(path);
    return owner != null
        ? owner
        : owners.entrySet().stream()
            .filter(e -> e.getKey().isWithin(path))
            .min(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .orElse("");
  }

  private void put(Access access, FilePath path, String owner, Miss.Kind kind, String test) {
    misses.put(path, new Miss(kind, path, owner, access.program(), test));
  }

  private static Miss with(Miss miss, FilePath path, Miss.Kind kind, String owner) {
    return new Miss(kind, path, owner, miss.program(), miss.test());
  }
}
