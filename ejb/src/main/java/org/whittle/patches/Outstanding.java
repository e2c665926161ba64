package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Sql;

/**
 * Lines whose version was published before its tests, which are still to be run. To be called
 * inside a transaction.
 */
@ApplicationScoped
public class Outstanding {
  private static final String OPEN =
      " from rollout_line l where l.project_id = ? and l.state = 'PUBLISHED'";

  @Inject private Sql sql;
  @Inject private Clock clock;

  /** How many versions wait for their tests. */
  public int count(int projectId) {
    return (int) sql.number("select count(*)" + OPEN, projectId);
  }

  /** The same of one rollout. */
  public int of(long rolloutId) {
    return (int)
        sql.number(
            "select count(*) from rollout_line where rollout_id = ? and state = 'PUBLISHED'",
            rolloutId);
  }

  /** How many of them are in a lane. */
  public int left(int projectId) {
    return (int) sql.number("select count(*)" + OPEN + " and l.test_lane is not null", projectId);
  }

  /** Deals all of them to lanes, a family in one; each may be tried at once. */
  public void deal(int projectId, int lanes) {
    List<Lanes.Load> loads =
        sql.list(
            "select l.id, coalesce(f.value, i.name) as family from rollout_line l"
                + " join image i on i.id = l.image_id"
                + " left join image_label f on f.image_id = i.id and f.name = 'family'"
                + " where l.project_id = ? and l.state = 'PUBLISHED'",
            row -> new Lanes.Load(row.number("id"), row.text("family"), 1),
            projectId);
    sql.batch(
        "update rollout_line set test_lane = ?, not_before = null, attempts = 0 where id = ?"
            + " and state = 'PUBLISHED'",
        Lanes.deal(loads, lanes).entrySet().stream()
            .map(dealt -> new @Nullable Object[] {dealt.getValue(), dealt.getKey()})
            .toList());
  }

  /** The next line of a lane: the first that may be tried, else the one that waits shortest. */
  public Optional<Rollouts.Next> next(int projectId, int lane) {
    return sql.first(
        "select l.id, l.not_before"
            + OPEN
            + " and l.test_lane = ? order by coalesce(l.not_before > ?, false), l.not_before, l.id"
            + " limit 1",
        row -> new Rollouts.Next(row.number("id"), row.optionalInstant("not_before")),
        projectId,
        lane,
        clock.instant());
  }

  /** Notes that the tests of a line may be tried again later. */
  public void retry(long lineId, Instant notBefore) {
    sql.update(
        "update rollout_line set attempts = attempts + 1, not_before = ?, version = version + 1"
            + " where id = ? and state = 'PUBLISHED'",
        notBefore,
        lineId);
  }

  /** Whether a line waits for its tests still. */
  public boolean waits(long lineId) {
    return sql.number(
            "select count(*) from rollout_line where id = ? and state = 'PUBLISHED'", lineId)
        > 0;
  }

  /** Notes what became of a line; false if it does not wait for its tests any more. */
  public boolean end(long lineId, LineState state, String message) {
    return sql.update(
            "update rollout_line set state = ?, message = ?, test_lane = null,"
                + " ended_at = ?, version = version + 1 where id = ? and state = 'PUBLISHED'",
            state,
            message.length() <= 2000 ? message : message.substring(0, 1999) + "…",
            clock.instant(),
            lineId)
        == 1;
  }

  /** How many published versions of a rollout did not pass. */
  public int failed(long rolloutId) {
    return (int)
        sql.number(
            "select count(*) from rollout_line where rollout_id = ? and state = 'FAILED'"
                + " and result_version_id is not null",
            rolloutId);
  }
}
