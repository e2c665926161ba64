package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.format.deb.DebVersion;

/**
 * Records as patches what a snapshot offers that is newer than what the baseline rests on.
 *
 * <p>One patch for each version of a source package. Nothing is applied: a baseline draws from a
 * patch only when a rollout with it was approved.
 */
@ApplicationScoped
public class PatchRecorder {
  private static final String PAIRS =
      "select n.id as new_id, n.version as new_version, n.source_name, n.source_version,"
          + " o.id as old_id, o.version as old_version, o.source_version as old_source_version,"
          + " exists (select 1 from package_validity w join snapshot b on b.source_id = w.source_id"
          + "   join baseline_snapshot r on r.snapshot_id = b.id and r.baseline_id = ?"
          + "   where w.package_version_id = o.id and w.first_number <= b.number"
          + "   and (w.last_number is null or w.last_number >= b.number)) as in_base"
          + " from snapshot s"
          + " join package_validity v on v.source_id = s.source_id and v.first_number <= s.number"
          + "   and (v.last_number is null or v.last_number >= s.number)"
          + " join package_version n on n.id = v.package_version_id"
          + " join package_version o on o.name = n.name and o.id <> n.id"
          + " where s.id = ? order by n.source_name, n.source_version, n.id, o.id";

  @Inject private Sql sql;
  @Inject private Clock clock;

  private record Pair(
      long newId,
      DebVersion newVersion,
      String source,
      String sourceVersion,
      long oldId,
      DebVersion oldVersion,
      String oldSourceVersion,
      boolean inBase) {}

  private record Key(String source, String version) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = source.compareTo(other.source);
      return order != 0
          ? order
          : DebVersion.parse(version).compareTo(DebVersion.parse(other.version));
    }
  }

  /** Records the patches of a snapshot; gives how many are new. */
  @Transactional(Transactional.TxType.MANDATORY)
  public int record(int projectId, int baselineId, long snapshotId) {
    Map<Key, List<Pair>> patches = new TreeMap<>();
    for (Pair pair : sql.list(PAIRS, PatchRecorder::pair, baselineId, snapshotId)) {
      if (pair.newVersion().compareTo(pair.oldVersion()) > 0) {
        patches
            .computeIfAbsent(new Key(pair.source(), pair.sourceVersion()), k -> new ArrayList<>())
            .add(pair);
      }
    }
    // Only what is newer than a package of the base is a patch of the base.
    patches.values().removeIf(pairs -> pairs.stream().noneMatch(Pair::inBase));
    long sourceId = sql.number("select source_id from snapshot where id = ?", snapshotId);
    int found = 0;
    for (Map.Entry<Key, List<Pair>> patch : patches.entrySet()) {
      if (add(projectId, sourceId, snapshotId, patch.getKey(), patch.getValue())) {
        found++;
      }
    }
    return found;
  }

  private boolean add(int projectId, long sourceId, long snapshotId, Key key, List<Pair> pairs) {
    boolean known =
        sql.number(
                "select count(*) from patch where project_id = ? and source_id = ?"
                    + " and source_name = ? and new_source_version = ?",
                projectId,
                sourceId,
                key.source(),
                key.version())
            > 0;
    if (known) {
      return false;
    }
    String old = pairs.stream().filter(Pair::inBase).findFirst().orElseThrow().oldSourceVersion();
    long id =
        sql.insert(
            "insert into patch (project_id, source_id, snapshot_id, source_name,"
                + " old_source_version, new_source_version, first_seen_at, state)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)",
            projectId,
            sourceId,
            snapshotId,
            key.source(),
            old,
            key.version(),
            clock.instant(),
            PatchState.NEW);
    List<@Nullable Object[]> rows = new ArrayList<>();
    pairs.forEach(pair -> rows.add(new @Nullable Object[] {id, pair.newId(), pair.oldId()}));
    sql.batch(
        "insert ignore into patch_binary (patch_id, new_version_id, old_version_id)"
            + " values (?, ?, ?)",
        rows);
    supersede(projectId, id, key);
    return true;
  }

  /** Older patches of the same source package that nobody proposed yet are of no use any more. */
  private void supersede(int projectId, long id, Key key) {
    DebVersion version = DebVersion.parse(key.version());
    List<Long> older =
        sql
            .list(
                "select id, new_source_version from patch where project_id = ? and source_name = ?"
                    + " and state = ? and id <> ?",
                row ->
                    Map.entry(row.number("id"), DebVersion.parse(row.text("new_source_version"))),
                projectId,
                key.source(),
                PatchState.NEW,
                id)
            .stream()
            .filter(other -> other.getValue().compareTo(version) < 0)
            .map(Map.Entry::getKey)
            .toList();
    older.forEach(
        other ->
            sql.update(
                "update patch set state = ?, superseded_by = ?, version = version + 1 where id = ?",
                PatchState.SUPERSEDED,
                id,
                other));
  }

  private static Pair pair(Row row) throws SQLException {
    return new Pair(
        row.number("new_id"),
        DebVersion.parse(row.text("new_version")),
        row.text("source_name"),
        row.text("source_version"),
        row.number("old_id"),
        DebVersion.parse(row.text("old_version")),
        row.text("old_source_version"),
        row.bool("in_base"));
  }
}
