package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Sql;

/**
 * The candidates of rollouts that nobody has decided on: which are to be tested, and what came of
 * it. To be called inside a transaction.
 */
@ApplicationScoped
public class Candidates {
  private static final String OPEN =
      " from rollout_line l join rollout r on r.id = l.rollout_id"
          + " where l.rollout_id = ? and l.state = 'PLANNED' and l.verdict = 'NOT_RUN'"
          + " and r.state in ('DRAFT', 'TESTED', 'AWAITING_APPROVAL')";

  @Inject private Sql sql;

  /**
   * A line that rebuilds an image.
   *
   * @param family of the image: its label, or else its name
   * @param untested whether its candidate can still be tested
   */
  public record Candidate(
      long lineId, String image, String family, Map<String, String> labels, boolean untested) {}

  /** The lines of a rollout that rebuild an image, by its name. */
  public List<Candidate> of(long rolloutId) {
    Map<Long, Map<String, String>> labels = new TreeMap<>();
    sql.list(
            "select l.id, a.name, a.value from rollout_line l"
                + " join image_label a on a.image_id = l.image_id where l.rollout_id = ?",
            row -> Map.entry(row.number("id"), Map.entry(row.text("name"), row.text("value"))),
            rolloutId)
        .forEach(
            label ->
                labels
                    .computeIfAbsent(label.getKey(), id -> new TreeMap<>())
                    .put(label.getValue().getKey(), label.getValue().getValue()));
    return sql.list(
        "select l.id, i.name, l.state = 'PLANNED' and l.verdict = 'NOT_RUN' as untested"
            + " from rollout_line l join image i on i.id = l.image_id"
            + " where l.rollout_id = ? and l.disposition = 'REBUILD' order by i.name",
        row -> {
          long id = row.number("id");
          Map<String, String> own = labels.getOrDefault(id, Map.of());
          String image = row.text("name");
          return new Candidate(
              id, image, own.getOrDefault("family", image), own, row.bool("untested"));
        },
        rolloutId);
  }

  /** Deals those of a rollout's lines that are to be tested to lanes; the others to none. */
  public void deal(long rolloutId, Collection<Candidate> wanted, int lanes) {
    sql.update("update rollout_line set test_lane = null where rollout_id = ?", rolloutId);
    List<Lanes.Load> loads = new ArrayList<>();
    wanted.forEach(one -> loads.add(new Lanes.Load(one.lineId(), one.family(), 1)));
    sql.batch(
        "update rollout_line set test_lane = ? where id = ?",
        Lanes.deal(loads, lanes).entrySet().stream()
            .map(dealt -> new @Nullable Object[] {dealt.getValue(), dealt.getKey()})
            .toList());
  }

  /** The next line of a lane that is to be tested. */
  public Optional<Long> next(long rolloutId, int lane) {
    return sql.first(
        "select l.id" + OPEN + " and l.test_lane = ? order by l.id limit 1",
        row -> row.number("id"),
        rolloutId,
        lane);
  }

  /** How many lines are still to be tested. */
  public int left(long rolloutId) {
    return (int) sql.number("select count(*)" + OPEN + " and l.test_lane is not null", rolloutId);
  }

  /** The lines whose candidates may be tested still. */
  public Set<Long> untested(long rolloutId) {
    return Set.copyOf(sql.list("select l.id" + OPEN, row -> row.number("id"), rolloutId));
  }

  /** Notes what the tests of a line's candidate said. */
  public void judge(long lineId, CandidateVerdict verdict, long versionId, String message) {
    sql.update(
        "update rollout_line set verdict = ?, candidate_version_id = ?, test_lane = null,"
            + " message = ?, version = version + 1 where id = ?",
        verdict,
        versionId,
        cut(message),
        lineId);
  }

  /** Notes why a line's candidate could not be tested; it may be tried again. */
  public void leave(long lineId, String message) {
    sql.update(
        "update rollout_line set test_lane = null, message = ?, version = version + 1"
            + " where id = ?",
        cut(message),
        lineId);
  }

  private static String cut(String text) {
    return text.length() <= 2000 ? text : text.substring(0, 1999) + "…";
  }
}
