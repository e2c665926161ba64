package org.whittle.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.Architecture;
import org.whittle.source.ContentsPlace;

/** Baselines: a snapshot of each base source, and the approved patches on them. */
@ApplicationScoped
public class Baselines {
  /** The baseline that exists from the first migration on. */
  public static final int DEFAULT = 1;

  private static final String PARTS =
      "select i.digest, i.component, s.uri, s.suite, s.architecture, n.released_at,"
          + " n.release_digest from snapshot_index i"
          + " join snapshot n on n.id = i.snapshot_id join source s on s.id = n.source_id";

  @Inject private Sql sql;

  /** Rests the baseline on a snapshot if it has none of that source yet; tells whether it did. */
  public boolean rest(int baselineId, long sourceId, int snapshotNumber) {
    return sql.update(
            "insert into baseline_snapshot (baseline_id, snapshot_id)"
                + " select ?, n.id from snapshot n where n.source_id = ? and n.number = ?"
                + " and not exists (select 1 from baseline_snapshot b"
                + " join snapshot o on o.id = b.snapshot_id"
                + " where b.baseline_id = ? and o.source_id = n.source_id)",
            baselineId,
            sourceId,
            snapshotNumber,
            baselineId)
        > 0;
  }

  /** What the baseline offers now: its snapshots and its approved patches. */
  public Draw draw(int baselineId) {
    return draw(baselineId, appliedPatches(baselineId));
  }

  /** What the baseline would offer with exactly these patches. */
  public Draw draw(int baselineId, Collection<Long> patches) {
    return drawOf(
        sql.list(
            "select snapshot_id from baseline_snapshot where baseline_id = ? order by snapshot_id",
            row -> row.number("snapshot_id"),
            baselineId),
        patches);
  }

  /** What a baseline that rests on exactly these snapshots would offer with these patches. */
  public Draw drawOf(Collection<Long> snapshots, Collection<Long> patches) {
    List<Draw.Part> parts = new ArrayList<>();
    Set<String> architectures = new HashSet<>();
    sql.list(
            PARTS
                + " where n.id in ("
                + Sql.placeholders(snapshots)
                + ") order by s.name, i.component, i.architecture",
            row -> {
              architectures.add(row.text("architecture"));
              return part(row, Optional.empty());
            },
            snapshots.toArray())
        .forEach(parts::add);
    bySnapshot(patches)
        .forEach(
            (snapshot, only) ->
                parts.addAll(
                    sql.list(
                        PARTS + " where n.id = ? order by i.component, i.architecture",
                        row -> part(row, Optional.of(only)),
                        snapshot)));
    Architecture architecture =
        architectures.stream().findFirst().map(Architecture::new).orElse(Architecture.AMD64);
    return new Draw(architecture, parts);
  }

  /** The approved patches of the baseline. */
  public List<Long> appliedPatches(int baselineId) {
    return sql.list(
        "select patch_id from baseline_patch where baseline_id = ? order by patch_id",
        row -> row.number("patch_id"),
        baselineId);
  }

  private Map<Long, Set<Draw.SourceVersion>> bySnapshot(Collection<Long> patches) {
    Map<Long, Set<Draw.SourceVersion>> bySnapshot = new LinkedHashMap<>();
    sql.list(
            "select snapshot_id, source_name, new_source_version from patch where id in ("
                + Sql.placeholders(patches)
                + ") order by snapshot_id, source_name",
            row ->
                Map.entry(
                    row.number("snapshot_id"),
                    new Draw.SourceVersion(
                        row.text("source_name"), row.text("new_source_version"))),
            patches.toArray())
        .forEach(
            entry ->
                bySnapshot
                    .computeIfAbsent(entry.getKey(), snapshot -> new HashSet<>())
                    .add(entry.getValue()));
    return bySnapshot;
  }

  /** A row with the index, its source and its release. */
  static Draw.Part part(Row row, Optional<Set<Draw.SourceVersion>> only) throws SQLException {
    URI base = URI.create(row.text("uri"));
    ContentsPlace contents =
        new ContentsPlace(
            base,
            row.text("suite"),
            List.of(row.text("component")),
            new Architecture(row.text("architecture")),
            row.digest("release_digest"));
    return new Draw.Part(row.digest("digest"), base, row.instant("released_at"), only, contents);
  }
}
