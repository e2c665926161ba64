package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.UsrMerge;

/**
 * Impact by file: does a file that an image keeps differ in the new package?
 *
 * <p>Computed once for each patch and newest version, and kept. What is not in the table is
 * unknown.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class Impacts {
  @Inject private Sql sql;

  /** A package of a newest version that a patch would replace, and nobody compared yet. */
  public record Pending(
      long patchId, long versionId, long selectionId, PackageRequest replacement) {}

  private record Key(long patchId, long versionId) {}

  /** All that nobody compared yet. */
  public List<Pending> pending(int projectId) {
    return sql.list(
        "select b.patch_id, v.id as version_id, l.selection_id, n.name, n.version, n.architecture,"
            + " n.sha256, n.filename, n.size, s.uri from patch p"
            + " join source s on s.id = p.source_id"
            + " join patch_binary b on b.patch_id = p.id"
            + " join composition_line l on l.package_version_id = b.old_version_id"
            + " join image_version v on v.id = l.image_version_id"
            + " join image i on i.id = v.image_id and i.newest_version = v.number"
            + " join package_version n on n.id = b.new_version_id"
            + " left join patch_impact f on f.patch_id = p.id and f.image_version_id = v.id"
            + " where p.project_id = ? and p.state <> 'SUPERSEDED' and f.patch_id is null"
            + " order by b.patch_id, v.id, n.id",
        Impacts::pending,
        projectId);
  }

  /**
   * Compares and keeps the result.
   *
   * @param contents of replacements, by digest of the package archive; where one is absent the
   *     impact stays unknown
   */
  public void compare(Collection<Pending> pending, Map<Digest, PackageContents> contents) {
    Map<Key, List<Pending>> byVersion = new HashMap<>();
    for (Pending one : pending) {
      byVersion
          .computeIfAbsent(new Key(one.patchId(), one.versionId()), key -> new ArrayList<>())
          .add(one);
    }
    Map<List<Object>, Integer> compared = new HashMap<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Map.Entry<Key, List<Pending>> version : byVersion.entrySet()) {
      boolean known =
          version.getValue().stream()
              .allMatch(one -> contents.containsKey(one.replacement().sha256()));
      if (known) {
        int changed = 0;
        for (Pending one : version.getValue()) {
          Digest archive = one.replacement().sha256();
          changed +=
              compared.computeIfAbsent(
                  List.of(one.selectionId(), archive),
                  key -> changed(one.selectionId(), contents.get(archive)));
        }
        rows.add(row(version.getKey(), changed));
      }
    }
    sql.batch(
        "insert ignore into patch_impact"
            + " (patch_id, image_version_id, by_file, files_changed, reason)"
            + " values (?, ?, ?, ?, ?)",
        rows);
  }

  private static @Nullable Object[] row(Key key, int changed) {
    return new @Nullable Object[] {
      key.patchId(),
      key.versionId(),
      changed > 0 ? Impact.AFFECTED : Impact.UNAFFECTED,
      changed,
      changed > 0
          ? changed + (changed == 1 ? " kept file differs" : " kept files differ")
          : "no kept file differs"
    };
  }

  /** How many files of a selection are other or absent in the new package. */
  private int changed(long selectionId, @Nullable PackageContents replacement) {
    if (replacement == null) {
      throw new IllegalStateException("compared without the new package's contents");
    }
    Map<String, Digest> now = new HashMap<>();
    for (FileEntry file : replacement.files()) {
      FileEntry laid = UsrMerge.canonical(file);
      now.put(laid.path().value(), state(laid));
    }
    return (int)
        sql
            .list(
                "select path, content from selection_file where selection_id = ?",
                row -> Map.entry(row.text("path"), row.digest("content")),
                selectionId)
            .stream()
            .filter(kept -> !kept.getValue().equals(now.get(kept.getKey())))
            .count();
  }

  /** What tells one state of a file from another, as the selection keeps it. */
  private static Digest state(FileEntry file) {
    return file.content().orElseGet(() -> Digest.of("link " + file.link().orElse("")));
  }

  private static Pending pending(Row row) throws SQLException {
    PackageId id = PackageId.of(row.text("name"), row.text("version"), row.text("architecture"));
    return new Pending(
        row.number("patch_id"),
        row.number("version_id"),
        row.number("selection_id"),
        new PackageRequest(
            URI.create(row.text("uri")),
            row.text("filename"),
            row.digest("sha256"),
            row.number("size"),
            id));
  }
}
