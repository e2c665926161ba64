package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.whittle.format.FileEntry;
import org.whittle.library.FileLists;
import org.whittle.library.ListedFile;
import org.whittle.library.Versions;

/** Compares two versions of an image: packages, then files. */
@ApplicationScoped
class Differences {
  @Inject private Versions versions;
  @Inject private FileLists files;

  VersionDifference between(String image, Versions.ImageVersion from, Versions.ImageVersion to) {
    return new VersionDifference(
        image,
        from.number(),
        to.number(),
        packages(versions.composition(from.id()), versions.composition(to.id())),
        files(files.read(from.tree()), files.read(to.tree())),
        to.thinBytes() - from.thinBytes());
  }

  private static List<VersionDifference.PackageChange> packages(
      List<Versions.Line> from, List<Versions.Line> to) {
    Map<String, Versions.Line> before = index(from, l -> l.name() + ":" + l.architecture());
    Map<String, Versions.Line> after = index(to, l -> l.name() + ":" + l.architecture());
    List<VersionDifference.PackageChange> changes = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      Optional<Versions.Line> old = Optional.ofNullable(before.get(key));
      Optional<Versions.Line> now = Optional.ofNullable(after.get(key));
      String oldVersion = old.map(Versions.Line::version).orElse("");
      String newVersion = now.map(Versions.Line::version).orElse("");
      if (!oldVersion.equals(newVersion)) {
        changes.add(
            new VersionDifference.PackageChange(
                change(old, now),
                now.or(() -> old).map(Versions.Line::name).orElse(key),
                oldVersion,
                newVersion,
                now.map(Versions.Line::bytes).orElse(0L)
                    - old.map(Versions.Line::bytes).orElse(0L)));
      }
    }
    return changes;
  }

  private static List<VersionDifference.FileChange> files(
      List<ListedFile> from, List<ListedFile> to) {
    Map<String, ListedFile> before = index(from, f -> f.file().path().value());
    Map<String, ListedFile> after = index(to, f -> f.file().path().value());
    List<VersionDifference.FileChange> changes = new ArrayList<>();
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    for (String path : paths) {
      Optional<ListedFile> old = Optional.ofNullable(before.get(path));
      Optional<ListedFile> now = Optional.ofNullable(after.get(path));
      if (!old.map(ListedFile::file).equals(now.map(ListedFile::file))) {
        changes.add(
            new VersionDifference.FileChange(
                change(old, now),
                path,
                now.or(() -> old).flatMap(ListedFile::packageName).orElse(""),
                old.map(ListedFile::file).map(FileEntry::size).orElse(0L),
                now.map(ListedFile::file).map(FileEntry::size).orElse(0L)));
      }
    }
    return changes;
  }

  private static VersionDifference.Change change(Optional<?> old, Optional<?> now) {
    if (old.isEmpty()) {
      return VersionDifference.Change.ADDED;
    }
    return now.isEmpty() ? VersionDifference.Change.REMOVED : VersionDifference.Change.CHANGED;
  }

  private static <T> Map<String, T> index(List<T> items, Function<T, String> key) {
    Map<String, T> index = new LinkedHashMap<>();
    items.forEach(item -> index.put(key.apply(item), item));
    return index;
  }
}
