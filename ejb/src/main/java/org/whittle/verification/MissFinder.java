package org.whittle.verification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/**
 * Judges what the tests' processes asked for against the image and its full closure.
 *
 * <p>A path that is asked for and absent from both is normal where no package of the archive has it
 * either: programs look in many places.
 */
public final class MissFinder {
  /** Packages that are named for one directory. */
  private static final int NAMED = 5;

  private final FileIndex image;
  private final FileIndex closure;
  private final ThinTree tree;
  private final Map<FilePath, String> owners = new HashMap<>();
  private final Set<String> uncovered = new HashSet<>();
  private final Map<FilePath, Miss> misses = new LinkedHashMap<>();
  private final Map<FilePath, Miss> elsewhere = new LinkedHashMap<>();

  private MissFinder(ThinTree tree, List<PackageContents> closure) {
    this.tree = tree;
    tree.uncovered().forEach(id -> uncovered.add(id.name().value()));
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
    ArchiveOwners.Answer answer =
        elsewhere.isEmpty()
            ? new ArchiveOwners.Answer(Map.of(), "")
            : archive.of(Set.copyOf(elsewhere.keySet()));
    elsewhere.forEach(
        (path, miss) ->
            Optional.ofNullable(answer.owners().get(path))
                .ifPresent(names -> found.add(with(miss, path, Miss.Kind.UNKNOWN, names))));
    int unjudged = answer.whyNot().isEmpty() ? 0 : elsewhere.size() - answer.owners().size();
    List<String> cut = traces.stream().filter(t -> !t.whole()).map(Trace::test).toList();
    return new MissReport(
        cut.isEmpty() && !traces.isEmpty(),
        cut.isEmpty()
            ? (traces.isEmpty() ? "there is no test that could be observed" : "")
            : "what was recorded of \"" + String.join("\", \"", cut) + "\" is not whole",
        found,
        unjudged,
        unjudged > 0 ? answer.whyNot() : "");
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
    Set<String> leftOut = new TreeSet<>();
    closure.in(closure.place(place.get())).stream()
        .filter(p -> image.at(p).isEmpty() && !tree.leavesOut(p))
        .filter(p -> closure.at(p).filter(f -> f.kind() != FileKind.DIRECTORY).isPresent())
        .forEach(p -> leftOut.add(owner(p)));
    if (!leftOut.isEmpty()) {
      Set<String> unruled = new TreeSet<>(leftOut);
      unruled.retainAll(uncovered);
      Set<String> named = unruled.isEmpty() ? leftOut : unruled;
      String owner = named.stream().limit(NAMED).collect(Collectors.joining(", "));
      Miss.Kind kind = unruled.isEmpty() ? Miss.Kind.LISTED : Miss.Kind.PARTIAL;
      put(access, access.path(), owner, kind, test);
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
