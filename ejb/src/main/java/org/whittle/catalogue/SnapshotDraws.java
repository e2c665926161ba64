package org.whittle.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.NotFound;

/** What a single snapshot offers, by itself or together with what it is made for. */
@ApplicationScoped
public class SnapshotDraws {
  private static final String PARTS =
      "select i.digest, i.component, s.uri, s.suite, s.architecture, n.released_at,"
          + " n.release_digest from snapshot_index i"
          + " join snapshot n on n.id = i.snapshot_id join source s on s.id = n.source_id"
          + " where n.id = ? order by i.component, i.architecture";

  @Inject private Sql sql;

  /**
   * A snapshot ready to be drawn from.
   *
   * @param context the snapshots drawn beside it, as {@code name number}; empty if it stands alone
   */
  public record SnapshotDraw(Draw draw, String context) {}

  private record Named(long id, String name, int number, SourceKind kind, String architecture) {}

  /**
   * The snapshot by itself.
   *
   * @throws NotFound if the project has no such snapshot
   */
  public Draw alone(int projectId, long snapshotId) {
    Named snapshot = named(projectId, snapshotId);
    return new Draw(new Architecture(snapshot.architecture()), parts(snapshotId));
  }

  /**
   * The snapshot as its packages are used: one of a base source by itself, any other on top of what
   * the default baseline rests on.
   *
   * @throws NotFound if the project has no such snapshot
   */
  public SnapshotDraw inUse(int projectId, long snapshotId) {
    Named snapshot = named(projectId, snapshotId);
    List<Draw.Part> parts = new ArrayList<>(parts(snapshotId));
    List<String> context = new ArrayList<>();
    if (snapshot.kind() != SourceKind.BASE) {
      for (Named base : bases(snapshot.architecture())) {
        if (base.id() != snapshotId) {
          parts.addAll(parts(base.id()));
          context.add(base.name() + " " + base.number());
        }
      }
    }
    return new SnapshotDraw(
        new Draw(new Architecture(snapshot.architecture()), parts), String.join(", ", context));
  }

  private List<Draw.Part> parts(long snapshotId) {
    return sql.list(PARTS, row -> Baselines.part(row, Optional.empty()), snapshotId);
  }

  private static final String NAMED =
      "select n.id, s.name, n.number, s.kind, s.architecture from snapshot n"
          + " join source s on s.id = n.source_id";

  private Named named(int projectId, long snapshotId) {
    return sql.first(
            NAMED + " where n.project_id = ? and n.id = ?",
            SnapshotDraws::named,
            projectId,
            snapshotId)
        .orElseThrow(() -> Snapshots.absent(snapshotId));
  }

  private List<Named> bases(String architecture) {
    return sql.list(
        NAMED
            + " join baseline_snapshot b on b.snapshot_id = n.id"
            + " where b.baseline_id = ? and s.architecture = ? order by s.name",
        SnapshotDraws::named,
        Baselines.DEFAULT,
        architecture);
  }

  private static Named named(Row row) throws SQLException {
    return new Named(
        row.number("id"),
        row.text("name"),
        row.integer("number"),
        row.word("kind", SourceKind.class),
        row.text("architecture"));
  }
}
