package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whittle.build.BuildOutcome;
import org.whittle.build.Composition;
import org.whittle.database.Sql;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.Selection;

/**
 * What versions are made of. The same files of the same package version are one selection for all
 * of them; what is known is asked for at once, not line by line.
 */
@ApplicationScoped
class Compositions {
  @Inject private Sql sql;

  /** A package version in the catalogue, by what it is. */
  private record Archive(PackageId id, Digest content) {}

  /** Files of a package version. */
  private record Part(long packageId, Digest fileSet) {}

  /** Keeps the composition of a version. */
  void keep(long versionId, BuildOutcome.Built built) {
    Map<PackageId, Selection> selections = new HashMap<>();
    built.everything().selections().forEach(selection -> selections.put(selection.id(), selection));
    List<Composition.Line> lines = built.composition().lines();
    Map<Archive, Long> packages = packages(lines);
    Map<Part, Long> parts = parts(packages.values());
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Composition.Line line : lines) {
      @Nullable Long packageId = packages.get(new Archive(line.id(), line.archive()));
      if (packageId == null) {
        throw new IllegalStateException("the catalogue does not know " + line.id());
      }
      Selection selection =
          selections.getOrDefault(line.id(), new Selection(line.id(), line.archive(), List.of()));
      Part part = new Part(packageId, selection.fileSet());
      @Nullable Long known = parts.get(part);
      rows.add(
          new @Nullable Object[] {
            versionId,
            packageId,
            known == null ? insert(part, selection) : known,
            line.requested(),
            line.because().map(because -> because.by().name().value()),
            line.because().map(because -> because.clause())
          });
    }
    sql.batch(
        "insert into composition_line (image_version_id, package_version_id, selection_id,"
            + " requested, chosen_by, relation) values (?, ?, ?, ?, ?, ?)",
        rows);
  }

  private Map<Archive, Long> packages(List<Composition.Line> lines) {
    Set<String> names = new HashSet<>();
    lines.forEach(line -> names.add(line.id().name().value()));
    Map<Archive, Long> packages = new HashMap<>();
    sql.list(
            "select id, name, architecture, version, sha256 from package_version where name in ("
                + Sql.placeholders(names)
                + ")",
            row ->
                Map.entry(
                    new Archive(
                        PackageId.of(
                            row.text("name"), row.text("version"), row.text("architecture")),
                        row.digest("sha256")),
                    row.number("id")),
            names.toArray())
        .forEach(known -> packages.put(known.getKey(), known.getValue()));
    Set<Archive> wanted = new HashSet<>();
    lines.forEach(line -> wanted.add(new Archive(line.id(), line.archive())));
    packages.keySet().retainAll(wanted);
    return packages;
  }

  private Map<Part, Long> parts(Collection<Long> packages) {
    Map<Part, Long> parts = new HashMap<>();
    sql.list(
            "select id, package_version_id, file_set from selection where package_version_id in ("
                + Sql.placeholders(packages)
                + ")",
            row ->
                Map.entry(
                    new Part(row.number("package_version_id"), row.digest("file_set")),
                    row.number("id")),
            packages.toArray())
        .forEach(known -> parts.put(known.getKey(), known.getValue()));
    return parts;
  }

  private long insert(Part part, Selection selection) {
    List<FileEntry> files =
        selection.files().stream()
            .map(SelectedFile::file)
            .filter(file -> file.kind() != FileKind.DIRECTORY)
            .toList();
    // Who inserts the same at the same time waits here for the first, and takes what is there then.
    boolean first =
        sql.update(
                "insert ignore into selection (package_version_id, file_set, files, bytes)"
                    + " values (?, ?, ?, ?)",
                part.packageId(),
                part.fileSet(),
                files.size(),
                selection.size())
            > 0;
    long id = known(part).orElseThrow();
    if (!first) {
      return id;
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (FileEntry file : files) {
      rows.add(
          new @Nullable Object[] {
            id, rows.size(), file.path().value(), file.size(), content(file)
          });
    }
    sql.batch(
        "insert into selection_file (selection_id, ordinal, path, size, content)"
            + " values (?, ?, ?, ?, ?)",
        rows);
    return id;
  }

  private Optional<Long> known(Part part) {
    return sql.first(
        "select id from selection where package_version_id = ? and file_set = ?",
        row -> row.number("id"),
        part.packageId(),
        part.fileSet());
  }

  /** What tells one state of a file from another: its content, or where a link leads. */
  private static Digest content(FileEntry file) {
    return file.content().orElseGet(() -> Digest.of("link " + file.link().orElse("")));
  }
}
