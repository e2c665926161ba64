package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;

/** Tells what the images of a rollout were made of before, and are made of by it. */
@ApplicationScoped
public class LineOrigins {
  @Inject private Sql sql;

  /**
   * What made a version.
   *
   * @param revision of the blueprint
   * @param rules digest of the rules; empty where nobody noted them
   * @param tools what wrote it; empty where nobody noted it
   */
  public record Made(int revision, Optional<Digest> rules, Optional<String> tools) {}

  /**
   * What a line starts from and comes to.
   *
   * @param revision of the blueprint that the plan has, with who wrote it and when
   * @param result of the version that the line gave; empty if it gave none
   */
  public record Origin(
      int revision, String revisedBy, Instant revisedAt, Made from, Optional<Made> result) {}

  private record Line(long id, Origin origin) {}

  /** Of the lines of a rollout, by their numbers. */
  public Map<Long, Origin> of(long rolloutId) {
    return sql
        .list(
            "select l.id, b.revision, b.created_by, b.created_at, fb.revision as from_revision,"
                + " fr.digest as from_rules, ft.tools as from_tools, tb.revision as to_revision,"
                + " tr.digest as to_rules, tt.tools as to_tools"
                + " from rollout_line l join blueprint b on b.id = l.blueprint_id"
                + " join image_version f on f.id = l.from_version_id"
                + " join blueprint fb on fb.id = f.blueprint_id"
                + " left join version_rules fr on fr.image_version_id = f.id"
                + " left join version_tools ft on ft.image_version_id = f.id"
                + " left join image_version t on t.id = l.result_version_id"
                + " left join blueprint tb on tb.id = t.blueprint_id"
                + " left join version_rules tr on tr.image_version_id = t.id"
                + " left join version_tools tt on tt.image_version_id = t.id"
                + " where l.rollout_id = ?",
            LineOrigins::line,
            rolloutId)
        .stream()
        .collect(Collectors.toMap(Line::id, Line::origin));
  }

  private static Line line(Row row) throws SQLException {
    OptionalInt result = row.optionalInteger("to_revision");
    return new Line(
        row.number("id"),
        new Origin(
            row.integer("revision"),
            row.text("created_by"),
            row.instant("created_at"),
            made(row, row.integer("from_revision"), "from_"),
            result.isPresent()
                ? Optional.of(made(row, result.getAsInt(), "to_"))
                : Optional.empty()));
  }

  private static Made made(Row row, int revision, String which) throws SQLException {
    return new Made(
        revision, row.optionalDigest(which + "rules"), row.optionalText(which + "tools"));
  }
}
