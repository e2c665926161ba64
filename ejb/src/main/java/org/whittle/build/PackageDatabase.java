package org.whittle.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.deb.Stanza;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

/**
 * The package database of an image, as dpkg would keep it (dpkg(1), "/var/lib/dpkg/status"), so
 * that scanners see what is in it.
 *
 * <p>One file of the image's own: a new version of a package changes it and no other package's
 * layer.
 */
final class PackageDatabase {
  private static final FilePath STATUS = new FilePath("/var/lib/dpkg/status");

  /** What tells a scanner which package this is, and dpkg what it stands in for. */
  private static final List<String> FIELDS =
      List.of(
          "Priority",
          "Section",
          "Essential",
          "Protected",
          "Installed-Size",
          "Maintainer",
          "Architecture",
          "Multi-Arch",
          "Source",
          "Version",
          "Replaces",
          "Provides",
          "Depends",
          "Pre-Depends",
          "Recommends",
          "Suggests",
          "Breaks",
          "Conflicts");

  private PackageDatabase() {}

  /** The tree with the database of its packages, unless it has one already or has no packages. */
  static ThinTree addTo(ThinTree tree, List<PackageContents> packages, BlobStore store) {
    Set<FilePath> paths =
        tree.files().map(selected -> selected.file().path()).collect(Collectors.toSet());
    if (packages.isEmpty() || paths.contains(STATUS)) {
      return tree;
    }
    List<SelectedFile> generated = new ArrayList<>(tree.generated());
    BlobStore.Stored stored = store.putPacked(text(packages).getBytes(StandardCharsets.UTF_8));
    generated.add(
        new SelectedFile(
            FileEntry.regular(STATUS, 0644, 0, 0, stored.size(), stored.digest()),
            Reason.of(Reason.Kind.EFFECT, "the package database")));
    for (FilePath at = STATUS.parent(); !at.equals(FilePath.ROOT); at = at.parent()) {
      if (!paths.contains(at)) {
        generated.add(
            new SelectedFile(
                FileEntry.directory(at, 0755, 0, 0), Reason.of(Reason.Kind.DIRECTORY, "", STATUS)));
      }
    }
    return tree.withGenerated(generated);
  }

  /** The tree with more packages in its database, if it has one that was made for it. */
  static ThinTree with(ThinTree tree, List<PackageContents> more, BlobStore store) {
    Optional<SelectedFile> database =
        tree.generated().stream().filter(s -> s.file().path().equals(STATUS)).findFirst();
    if (database.isEmpty()) {
      return tree;
    }
    String known = read(database.get().file(), store);
    List<PackageContents> unknown =
        more.stream().filter(c -> !("\n" + known).contains(head(c))).toList();
    if (unknown.isEmpty()) {
      return tree;
    }
    String text = known + "\n" + text(unknown);
    BlobStore.Stored stored =
        store.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    SelectedFile file =
        new SelectedFile(
            FileEntry.regular(STATUS, 0644, 0, 0, stored.size(), stored.digest()),
            database.get().reason());
    return tree.withGenerated(
        tree.generated().stream().map(s -> s.equals(database.get()) ? file : s).toList());
  }

  private static String read(FileEntry file, BlobStore store) {
    try (InputStream in = store.open(file.content().orElseThrow())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Unavailable("cannot read the package database: " + e.getMessage(), e);
    }
  }

  /** How the stanza of a package begins, behind a line's end. */
  private static String head(PackageContents contents) {
    return "\nPackage: " + contents.id().name().value() + "\n";
  }

  private static String text(List<PackageContents> packages) {
    return packages.stream()
        .sorted(Comparator.comparing(PackageContents::id))
        .map(PackageDatabase::stanza)
        .collect(Collectors.joining("\n"));
  }

  private static String stanza(PackageContents contents) {
    StringBuilder text = new StringBuilder();
    field(text, "Package", contents.id().name().value());
    field(text, "Status", "install ok installed");
    Map<String, String> known = new TreeMap<>();
    ControlFields.of(contents).ifPresent(control -> known.putAll(fields(control)));
    known.put("Version", contents.id().version().value());
    known.put("Architecture", contents.id().architecture().value());
    FIELDS.forEach(name -> field(text, name, known.getOrDefault(name, "")));
    field(text, "Description", known.getOrDefault("Description", ""));
    return text.toString();
  }

  private static Map<String, String> fields(Stanza control) {
    Map<String, String> fields = new TreeMap<>();
    FIELDS.forEach(name -> fields.put(name, control.get(name, "").replace("\n", " ")));
    fields.put("Description", control.get("Description", "").lines().findFirst().orElse(""));
    return fields;
  }

  private static void field(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(name).append(": ").append(value).append('\n');
    }
  }
}
