package org.whittle.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.format.PackageId;

/** Which packages of snapshots can be installed: results of checks, kept for good. */
@ApplicationScoped
public class Installability {
  private static final String CONTAINS =
      " from snapshot_broken where snapshot_id = ? and (? = '' or locate(?, name) > 0)";

  @Inject private Sql sql;

  /**
   * The result of a check.
   *
   * @param context the snapshots whose packages could help; empty if there was none
   * @param packages how many packages were checked
   * @param broken how many of them cannot be installed
   */
  public record Result(
      Instant checkedAt, String context, int packages, int broken, long durationMillis) {}

  /** A package that cannot be installed, and why: a line for each fact, or none if that is open. */
  public record Broken(PackageId id, String explanation) {}

  /** The packages that a snapshot offers. */
  public Set<PackageId> offered(long snapshotId) {
    return new HashSet<>(
        sql.list(
            "select p.name, p.version, p.architecture from snapshot n"
                + " join package_validity v on v.source_id = n.source_id"
                + " and v.first_number <= n.number"
                + " and (v.last_number is null or v.last_number >= n.number)"
                + " join package_version p on p.id = v.package_version_id where n.id = ?",
            Installability::id,
            snapshotId));
  }

  /** Keeps a result in place of any former one; to be called in a transaction. */
  public void store(long snapshotId, Result result, List<Broken> broken) {
    sql.update("delete from snapshot_broken where snapshot_id = ?", snapshotId);
    sql.update("delete from snapshot_check where snapshot_id = ?", snapshotId);
    sql.update(
        "insert into snapshot_check (snapshot_id, checked_at, context, packages, broken,"
            + " duration_ms) values (?, ?, ?, ?, ?, ?)",
        snapshotId,
        result.checkedAt(),
        result.context(),
        result.packages(),
        result.broken(),
        result.durationMillis());
    List<@Nullable Object[]> rows = new ArrayList<>(broken.size());
    for (Broken each : broken) {
      rows.add(
          new Object[] {
            snapshotId,
            rows.size() + 1,
            each.id().name().value(),
            each.id().version().value(),
            each.id().architecture().value(),
            each.explanation()
          });
    }
    sql.batch(
        "insert into snapshot_broken (snapshot_id, ordinal, name, version, architecture,"
            + " explanation) values (?, ?, ?, ?, ?, ?)",
        rows);
  }

  /** The result for a snapshot; empty if it was not checked. */
  public Optional<Result> find(long snapshotId) {
    return sql.first(
        "select checked_at, context, packages, broken, duration_ms from snapshot_check"
            + " where snapshot_id = ?",
        row ->
            new Result(
                row.instant("checked_at"),
                row.text("context"),
                row.integer("packages"),
                row.integer("broken"),
                row.number("duration_ms")),
        snapshotId);
  }

  /** How many broken packages of a snapshot have the text in their name. */
  public long count(long snapshotId, String text) {
    return sql.number("select count(*)" + CONTAINS, snapshotId, text, text);
  }

  /** Those packages, by name and version. */
  public List<Broken> broken(long snapshotId, String text, int first, int size) {
    return sql.list(
        "select name, version, architecture, explanation"
            + CONTAINS
            + " order by ordinal limit ? offset ?",
        row -> new Broken(id(row), row.text("explanation")),
        snapshotId,
        text,
        text,
        size,
        first);
  }

  private static PackageId id(Row row) throws SQLException {
    return PackageId.of(row.text("name"), row.text("version"), row.text("architecture"));
  }
}
