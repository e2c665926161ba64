package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Sql;

/** Says how long rebuilds may take, by how long the last ones took. */
@ApplicationScoped
public class Estimates {
  /** What nobody measured yet counts so long. */
  private static final long UNMEASURED_MILLIS = 10_000;

  @Inject private Sql sql;

  private record Known(String family, long millis) {}

  /**
   * How long these images take in so many lanes, in milliseconds: each as long as its last three
   * versions on average, its family in one lane.
   *
   * @param tests whether they are tested, too
   */
  public long millis(int projectId, Collection<String> images, int lanes, boolean tests) {
    if (images.isEmpty()) {
      return 0;
    }
    Map<String, Known> known = known(projectId, images, tests);
    long usual =
        known.values().stream().mapToLong(Known::millis).filter(m -> m > 0).sum()
            / Math.max(1, known.values().stream().filter(k -> k.millis() > 0).count());
    List<Lanes.Load> loads = new ArrayList<>();
    for (String image : images) {
      Known one = known.getOrDefault(image, new Known(image, 0));
      long millis = one.millis() > 0 ? one.millis() : usual > 0 ? usual : UNMEASURED_MILLIS;
      loads.add(new Lanes.Load(loads.size(), one.family(), millis));
    }
    return Lanes.longest(loads, lanes);
  }

  private Map<String, Known> known(int projectId, Collection<String> images, boolean tests) {
    @Nullable Object[] parameters = new @Nullable Object[images.size() + 2];
    parameters[0] = tests;
    parameters[1] = projectId;
    int at = 2;
    for (String image : images) {
      parameters[at++] = image;
    }
    Map<String, Known> known = new HashMap<>();
    sql.list(
            "select i.name, coalesce(max(f.value), i.name) as family,"
                + " cast(coalesce(avg(v.duration_ms - if(?, 0, (select coalesce(sum(t.duration_ms),"
                + " 0) from test_outcome t where t.image_version_id = v.id))), 0) as signed) as"
                + " millis from image i left join image_label f on f.image_id = i.id and f.name ="
                + " 'family' left join image_version v on v.image_id = i.id   and v.number >"
                + " i.last_number - 3 where i.project_id = ? and i.name in ("
                + Sql.placeholders(images)
                + ") group by i.id, i.name",
            row -> Map.entry(row.text("name"), new Known(row.text("family"), row.number("millis"))),
            parameters)
        .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    return known;
  }
}
