package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.whittle.database.Sql;

/** Tells which holds spoke of the images of a rollout, also those that were released since. */
@ApplicationScoped
public class HoldHistory {
  @Inject private Holds holds;
  @Inject private Sql sql;

  /** A hold that spoke of an image. */
  public record Spoken(String image, Hold hold) {}

  private record Pair(String image, long hold) {}

  /**
   * The holds that spoke of images of a rollout between two moments, by image and number. Which
   * images have a label is asked now.
   */
  public List<Spoken> of(long rolloutId, Instant from, Instant until) {
    List<Pair> pairs =
        sql.list(
            "select i.name, h.id from rollout_line l join image i on i.id = l.image_id join hold h"
                + " on "
                + HoldList.SPEAKS.formatted("h")
                + " where l.rollout_id = ? and h.created_at <= ?"
                + " and (h.released_at is null or h.released_at >= ?) order by i.name, h.id",
            row -> new Pair(row.text("name"), row.number("id")),
            rolloutId,
            until,
            from);
    Map<Long, Hold> known =
        holds.all(pairs.stream().map(Pair::hold).distinct().toList()).stream()
            .collect(Collectors.toMap(Hold::id, Function.identity()));
    List<Spoken> all = new ArrayList<>();
    for (Pair pair : pairs) {
      Hold hold = known.get(pair.hold());
      if (hold != null) {
        all.add(new Spoken(pair.image(), hold));
      }
    }
    return all;
  }
}
