package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;

/**
 * Moves a baseline to newer snapshots of the sources that it rests on, and back; to be called
 * inside a transaction.
 */
@ApplicationScoped
public class BaseMoves {
  private static final String MOVE =
      "select s.name, f.id as from_id, f.number as from_number, t.id as to_id,"
          + " t.number as to_number";

  @Inject private Sql sql;

  /** From one snapshot of a source to a later one. */
  public record Move(
      String source, long fromSnapshot, int fromNumber, long toSnapshot, int toNumber) {
    @Override
    public String toString() {
      return source + " " + fromNumber + " -> " + toNumber;
    }
  }

  /** The newest snapshots that a baseline does not rest on yet, by source. */
  public List<Move> newer(int baselineId) {
    return sql.list(
        MOVE
            + " from baseline_snapshot b join snapshot f on f.id = b.snapshot_id"
            + " join source s on s.id = f.source_id join snapshot t on t.source_id = s.id"
            + " and t.number = (select max(n.number) from snapshot n where n.source_id = s.id)"
            + " where b.baseline_id = ? and t.number > f.number order by s.name",
        BaseMoves::move,
        baselineId);
  }

  /** The snapshots that a baseline rests on once it has moved. */
  public List<Long> snapshots(int baselineId, List<Move> moves) {
    List<Long> rests =
        sql.list(
            "select snapshot_id from baseline_snapshot where baseline_id = ? order by snapshot_id",
            row -> row.number("snapshot_id"),
            baselineId);
    return rests.stream()
        .map(
            id ->
                moves.stream()
                    .filter(move -> move.fromSnapshot() == id)
                    .map(Move::toSnapshot)
                    .findFirst()
                    .orElse(id))
        .toList();
  }

  /** Patches that nobody proposed yet and that the snapshots moved to contain. */
  public List<Long> contained(int projectId, List<Move> moves) {
    @Nullable Object[] parameters = new @Nullable Object[moves.size() + 1];
    parameters[0] = projectId;
    int at = 1;
    for (Move move : moves) {
      parameters[at++] = move.toSnapshot();
    }
    return sql.list(
        "select p.id from patch p where p.project_id = ? and p.state = 'NEW' and exists"
            + " (select 1 from snapshot t join package_validity v on v.source_id = t.source_id"
            + "   and v.first_number <= t.number"
            + "   and (v.last_number is null or v.last_number >= t.number)"
            + "  join package_version n on n.id = v.package_version_id"
            + "  where n.source_name = p.source_name and n.source_version = p.new_source_version"
            + "  and t.id in ("
            + Sql.placeholders(moves)
            + ")) order by p.id",
        row -> row.number("id"),
        parameters);
  }

  /** Keeps where a rollout moves its baseline. */
  public void keep(long rolloutId, List<Move> moves) {
    sql.batch(
        "insert into rollout_base (rollout_id, from_snapshot_id, to_snapshot_id) values (?, ?, ?)",
        moves.stream()
            .map(move -> new @Nullable Object[] {rolloutId, move.fromSnapshot(), move.toSnapshot()})
            .toList());
  }

  /** Where a rollout moves its baseline, by source. */
  public List<Move> of(long rolloutId) {
    return sql.list(
        MOVE
            + " from rollout_base b join snapshot f on f.id = b.from_snapshot_id"
            + " join snapshot t on t.id = b.to_snapshot_id join source s on s.id = f.source_id"
            + " where b.rollout_id = ? order by s.name",
        BaseMoves::move,
        rolloutId);
  }

  /** Lets the rollout's baseline rest on what it moves to; what has moved meanwhile stays. */
  public void apply(Rollout rollout) {
    for (Move move : of(rollout.id())) {
      rest(rollout.baselineId(), move.fromSnapshot(), move.toSnapshot());
    }
  }

  /** Lets the rollout's baseline rest on what it did before, unless it has moved on since. */
  public void unapply(Rollout rollout) {
    for (Move move : of(rollout.id())) {
      rest(rollout.baselineId(), move.toSnapshot(), move.fromSnapshot());
    }
  }

  private void rest(int baselineId, long from, long to) {
    sql.update(
        "update baseline_snapshot set snapshot_id = ? where baseline_id = ? and snapshot_id = ?",
        to,
        baselineId,
        from);
  }

  private static Move move(Row row) throws SQLException {
    return new Move(
        row.text("name"),
        row.number("from_id"),
        row.integer("from_number"),
        row.number("to_id"),
        row.integer("to_number"));
  }
}
