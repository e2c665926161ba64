package org.whittle.thinning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.FilePath;

/** Sorts what is kept into selections by package, and adds the directories on the way. */
final class TreeBuilder {
  private final Candidates candidates;
  private final Generated generated;
  private final Map<FilePath, FileEntry> attributes;
  private final Map<PackageId, Map<FilePath, SelectedFile>> byPackage = new LinkedHashMap<>();
  private final Set<FilePath> laid = new HashSet<>();

  TreeBuilder(Candidates candidates, Generated generated, Map<FilePath, FileEntry> attributes) {
    this.candidates = candidates;
    this.generated = generated;
    this.attributes = attributes;
  }

  /** The selections, one for each package; what was made for the image alone goes to generated. */
  List<Selection> selections(
      Collection<PackageContents> composition, Collection<Closure.Kept> kept) {
    for (Closure.Kept k : kept) {
      FileEntry entry = attributed(k.candidate().file());
      if (k.candidate().owner().isEmpty()) {
        generated.put(entry, k.reason());
      } else if (!generated.replaces(entry.path())) {
        Map<FilePath, SelectedFile> files =
            byPackage.computeIfAbsent(
                k.candidate().owner().get().id(), id -> new LinkedHashMap<>());
        files.put(entry.path(), new SelectedFile(entry, k.reason()));
      }
    }
    byPackage.values().forEach(this::addDirectories);
    addGeneratedDirectories();
    addMergeLinks();
    List<Selection> selections = new ArrayList<>();
    for (PackageContents contents : composition) {
      Map<FilePath, SelectedFile> files = byPackage.getOrDefault(contents.id(), Map.of());
      selections.add(new Selection(contents.id(), contents.archive(), List.copyOf(files.values())));
    }
    return selections;
  }

  private FileEntry attributed(FileEntry f) {
    FileEntry a = attributes.get(f.path());
    if (a == null || f.kind() == FileKind.SYMLINK) {
      return f;
    }
    return new FileEntry(
        f.path(), f.kind(), a.mode(), a.uid(), a.gid(), f.size(), f.contentOrNull(), null);
  }

  private void addDirectories(Map<FilePath, SelectedFile> files) {
    for (SelectedFile file : List.copyOf(files.values())) {
      FilePath path = file.file().path();
      laid.add(path);
      for (FilePath d = path.parent(); !d.equals(FilePath.ROOT); d = d.parent()) {
        if (files.containsKey(d)) {
          break;
        }
        files.put(d, directory(d, path));
        laid.add(d);
      }
    }
  }

  private SelectedFile directory(FilePath path, FilePath because) {
    FileEntry entry =
        generated
            .at(path)
            .map(SelectedFile::file)
            .or(() -> candidates.directory(path).map(Candidate::file))
            .orElseGet(() -> FileEntry.directory(path, 0755, 0, 0));
    return new SelectedFile(
        attributed(entry), Reason.of(Reason.Kind.DIRECTORY, path.name(), because));
  }

  private void addGeneratedDirectories() {
    for (SelectedFile file : List.copyOf(generated.files())) {
      FilePath path = file.file().path();
      laid.add(path);
      for (FilePath d = path.parent(); !d.equals(FilePath.ROOT); d = d.parent()) {
        if (laid.add(d)) {
          SelectedFile directory = directory(d, path);
          generated.put(directory.file(), directory.reason());
        }
      }
    }
  }

  private void addMergeLinks() {
    Set<FilePath> paths = new TreeSet<>(laid);
    for (String name : UsrMerge.MERGED) {
      FilePath target = new FilePath("/usr/" + name);
      if (paths.contains(target)) {
        generated.put(
            FileEntry.symlink(FilePath.ROOT.child(name), "usr/" + name),
            Reason.of(Reason.Kind.LINK, "merged /usr", target));
      }
    }
  }
}
