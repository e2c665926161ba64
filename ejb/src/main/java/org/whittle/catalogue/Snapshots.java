package org.whittle.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;

/** Finds snapshots. */
@ApplicationScoped
public class Snapshots {
  private static final String SELECT =
      "select id, source_id, number, release_digest, released_at, valid_until, signed_by,"
          + " fetched_at, packages, skipped from snapshot where ";

  @Inject private Sql sql;

  /** Snapshots of a source, newest first. */
  public List<Snapshot> of(long sourceId) {
    return sql.list(SELECT + "source_id = ? order by number desc", this::snapshot, sourceId);
  }

  /** The newest snapshot of a source, if it was ever synced. */
  public Optional<Snapshot> newest(long sourceId) {
    return sql.first(
        SELECT + "source_id = ? order by number desc limit 1", this::snapshot, sourceId);
  }

  /**
   * One snapshot.
   *
   * @throws NotFound if the project has no such snapshot
   */
  public Snapshot snapshot(int projectId, long id) {
    return sql.first(SELECT + "project_id = ? and id = ?", this::snapshot, projectId, id)
        .orElseThrow(() -> absent(id));
  }

  static NotFound absent(long id) {
    return new NotFound(
        "cannot find snapshot " + id, "The snapshots are listed at their source", null);
  }

  /** The snapshots that a baseline rests on, in the order of their sources. */
  public List<Snapshot> ofBaseline(int baselineId) {
    return sql.list(
        SELECT
            + "id in (select snapshot_id from baseline_snapshot where baseline_id = ?)"
            + " order by source_id, number",
        this::snapshot,
        baselineId);
  }

  private Snapshot snapshot(Row row) throws SQLException {
    long id = row.number("id");
    return new Snapshot(
        id,
        row.number("source_id"),
        row.integer("number"),
        row.digest("release_digest"),
        row.instant("released_at"),
        row.optionalInstant("valid_until"),
        row.text("signed_by"),
        row.instant("fetched_at"),
        row.integer("packages"),
        row.integer("skipped"),
        indices(id));
  }

  private List<Snapshot.Index> indices(long snapshotId) {
    return sql.list(
        "select component, architecture, digest, size from snapshot_index where snapshot_id = ?"
            + " order by component, architecture",
        row ->
            new Snapshot.Index(
                row.text("component"),
                row.text("architecture"),
                row.digest("digest"),
                row.number("size")),
        snapshotId);
  }
}
