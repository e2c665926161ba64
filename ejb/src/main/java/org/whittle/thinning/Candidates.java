package org.whittle.thinning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;
import org.whittle.rules.Glob;

/** Every file that the image could keep, by its path below the merged {@code /usr}. */
final class Candidates {
  private static final int MAX_LINKS = 40;

  private final Map<FilePath, Candidate> files = new HashMap<>();
  private final Map<FilePath, Candidate> directories = new HashMap<>();
  private final Map<PackageName, PackageContents> packages = new LinkedHashMap<>();
  private final Set<PackageName> composed = new HashSet<>();
  private final Map<PackageId, List<Candidate>> shipped = new HashMap<>();

  private final Map<PackageId, List<Candidate>> current = new HashMap<>();
  private final List<Candidate> generated = new ArrayList<>();
  private final Unmet unmet;

  /**
   * The files of a composition, and of packages beside it that give way to it.
   *
   * @param unmet is told what is asked for in vain
   */
  Candidates(
      Collection<PackageContents> composition, Collection<PackageContents> reserve, Unmet unmet) {
    this.unmet = unmet;
    for (PackageContents contents :
        composition.stream().sorted(Comparator.comparing(PackageContents::id)).toList()) {
      packages.putIfAbsent(contents.id().name(), contents);
      composed.add(contents.id().name());
      List<Candidate> all = new ArrayList<>(contents.files().size());
      for (FileEntry entry : contents.files()) {
        if (!UsrMerge.isMergeLink(entry) && !entry.path().equals(FilePath.ROOT)) {
          Candidate candidate = new Candidate(Optional.of(contents), UsrMerge.canonical(entry));
          add(candidate);
          all.add(candidate);
        }
      }
      shipped.put(contents.id(), all);
    }
    directories.keySet().forEach(files::remove);
    reserve.stream().sorted(Comparator.comparing(PackageContents::id)).forEach(this::addReserve);
  }

  private void addReserve(PackageContents contents) {
    if (packages.putIfAbsent(contents.id().name(), contents) != null) {
      return;
    }
    List<Candidate> all = new ArrayList<>(contents.files().size());
    for (FileEntry entry : contents.files()) {
      FilePath path = UsrMerge.canonical(entry.path());
      boolean taken = files.containsKey(path) || directories.containsKey(path);
      if (!taken && !UsrMerge.isMergeLink(entry) && !entry.path().equals(FilePath.ROOT)) {
        Candidate candidate = new Candidate(Optional.of(contents), UsrMerge.canonical(entry));
        (entry.kind() == FileKind.DIRECTORY ? directories : files).put(path, candidate);
        all.add(candidate);
      }
    }
    shipped.put(contents.id(), all);
  }

  /** Whether the package is of the composition itself, not of its reserve. */
  boolean isComposed(PackageName name) {
    return composed.contains(name);
  }

  private void add(Candidate candidate) {
    FilePath path = candidate.file().path();
    if (candidate.file().kind() == FileKind.DIRECTORY) {
      directories.merge(path, candidate, Candidates::stricter);
    } else {
      files.merge(path, candidate, FileConflicts::settle);
    }
  }

  /** Of two packages' opinions of a directory, the one that says more than the usual. */
  private static Candidate stricter(Candidate a, Candidate b) {
    return isUsual(a.file()) ? b : a;
  }

  private static boolean isUsual(FileEntry directory) {
    return directory.mode() == 0755 && directory.uid() == 0 && directory.gid() == 0;
  }

  /** Adds a file that is made for this image and wins over packages. */
  void generate(FileEntry file) {
    Candidate candidate = new Candidate(Optional.empty(), file);
    generated.add(candidate);
    current.clear();
    if (file.kind() == FileKind.DIRECTORY) {
      directories.put(file.path(), candidate);
    } else {
      files.put(file.path(), candidate);
    }
  }

  /** What is made for this image, in the order in which it was. */
  List<Candidate> generated() {
    return List.copyOf(generated);
  }

  /** The file or link at exactly this place. */
  Optional<Candidate> at(FilePath path) {
    return Optional.ofNullable(find(path));
  }

  private @Nullable Candidate find(FilePath path) {
    Candidate found = files.get(path);
    if (found == null && !directories.containsKey(path)) {
      unmet.path(path);
    }
    return found;
  }

  /** The directory at exactly this place, if a package ships it. */
  Optional<Candidate> directory(FilePath path) {
    Candidate found = directories.get(path);
    if (found == null && !files.containsKey(path)) {
      unmet.path(path);
    }
    return Optional.ofNullable(found);
  }

  /** Files and links below a directory, in order. */
  List<Candidate> below(FilePath directory) {
    return files.values().stream()
        .filter(c -> c.file().path().isWithin(directory))
        .sorted(Comparator.comparing(c -> c.file().path()))
        .toList();
  }

  /** The directory and those below it that packages ship, in order. */
  List<Candidate> directoriesBelow(FilePath directory) {
    return directories.values().stream()
        .filter(c -> c.file().path().isWithin(directory))
        .sorted(Comparator.comparing(c -> c.file().path()))
        .toList();
  }

  /** What a package ships, in archive order; files that another package replaces left out. */
  List<Candidate> of(PackageContents contents) {
    return current.computeIfAbsent(
        contents.id(),
        id ->
            shipped.getOrDefault(id, List.of()).stream()
                .filter(c -> c.file().kind() == FileKind.DIRECTORY || isCurrent(c))
                .toList());
  }

  private boolean isCurrent(Candidate candidate) {
    Candidate there = files.get(candidate.file().path());
    return there != null && there.owner().equals(candidate.owner());
  }

  /** The packages, those of the composition first. */
  Collection<PackageContents> packages() {
    return packages.values();
  }

  Optional<PackageContents> packageNamed(PackageName name) {
    PackageContents found = packages.get(name);
    if (found == null) {
      unmet.named(name);
    }
    return Optional.ofNullable(found);
  }

  /** Every package, for taking of each what matches one of the patterns. */
  List<PackageContents> packagesFor(Collection<Glob> patterns) {
    patterns.forEach(unmet::pattern);
    return patterns.isEmpty() ? List.of() : List.copyOf(packages.values());
  }

  /** The first link on the way to a path, the path itself excluded. */
  Optional<Candidate> linkOnTheWay(FilePath path) {
    String value = path.value();
    for (int slash = value.indexOf('/', 1); slash > 0; slash = value.indexOf('/', slash + 1)) {
      Candidate candidate = find(new FilePath(value.substring(0, slash)));
      if (candidate != null && candidate.file().kind() == FileKind.SYMLINK) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Where a path leads if all links are followed; empty if it leads to no regular file. */
  Optional<Candidate> resolve(FilePath path) {
    FilePath at = UsrMerge.canonical(path);
    for (int links = 0; links < MAX_LINKS; links++) {
      Candidate found = find(at);
      if (found == null) {
        Optional<Candidate> link = linkOnTheWay(at);
        if (link.isEmpty()) {
          return Optional.empty();
        }
        at = through(link.get().file(), at);
      } else if (found.file().linkOrNull() == null) {
        return Optional.of(found);
      } else {
        at = follow(found.file());
      }
    }
    throw new Corrupted("cannot follow the link " + path + ": more than " + MAX_LINKS + " links");
  }

  /** Where a link leads, one step. */
  static FilePath follow(FileEntry link) {
    return UsrMerge.canonical(link.path().resolveLink(link.link().orElseThrow()));
  }

  /** The place of a path that goes through the link of a directory. */
  static FilePath through(FileEntry link, FilePath path) {
    String rest = path.value().substring(link.path().value().length());
    FilePath directory = link.path().resolveLink(link.link().orElseThrow());
    return UsrMerge.canonical(FilePath.ofMember(directory.value() + rest));
  }
}
