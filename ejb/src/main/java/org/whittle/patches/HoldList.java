package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Sql;
import org.whittle.kernel.PackageName;

/** Lists the holds of a project, with what they do to its images, by set SQL. */
@ApplicationScoped
public class HoldList {
  /** Which images i a hold speaks of, whose alias is to be put in. */
  static final String SPEAKS =
      "i.project_id = %1$s.project_id and (%1$s.image_id = i.id or (%1$s.image_id is null and"
          + " (%1$s.label_name is null or exists (select 1 from image_label l"
          + " where l.image_id = i.id and l.name = %1$s.label_name"
          + " and (%1$s.label_value = '' or l.value = %1$s.label_value)))))";

  private static final String WANTED =
      " from hold h left join image o on o.id = h.image_id where h.project_id = ? and h.released_at"
          + " is null and (? = '' or (h.until is not null and h.until < ?) = (? = 'EXPIRED')) and"
          + " (? = '' or locate(?, h.package_name) > 0 or locate(?, coalesce(o.name, '')) > 0 or"
          + " locate(?, concat(coalesce(h.label_name, ''), '=', coalesce(h.label_value, ''))) > 0"
          + " or locate(?, lower(h.owner)) > 0 or locate(?, lower(h.reason)) > 0)";

  private static final int MOST_PAIRS = 100;

  @Inject private Sql sql;
  @Inject private Holds holds;

  /** How many holds match. */
  public long count(int projectId, String text, Optional<HoldState> state) {
    return sql.number("select count(*)" + WANTED, wanted(projectId, text, state));
  }

  /** Holds that were not released, with the text in package, image, label, owner or reason. */
  public List<Hold> find(
      int projectId, String text, Optional<HoldState> state, int first, int size) {
    List<@Nullable Object> parameters = new ArrayList<>(List.of(wanted(projectId, text, state)));
    parameters.add(size);
    parameters.add(first);
    List<Long> ids =
        sql.list(
            "select h.id" + WANTED + " order by h.package_name, h.id limit ? offset ?",
            row -> row.number("id"),
            parameters.toArray());
    List<Hold> found = new ArrayList<>(holds.all(ids));
    found.sort((a, b) -> Integer.compare(ids.indexOf(a.id()), ids.indexOf(b.id())));
    return found;
  }

  private Object[] wanted(int projectId, String text, Optional<HoldState> state) {
    String word = state.map(Enum::name).orElse("");
    return new Object[] {projectId, word, holds.today(), word, text, text, text, text, text, text};
  }

  /** How many images that contain its package each hold speaks of; one that has none is absent. */
  public Map<Long, Integer> images(Collection<Hold> of) {
    return counts(
        "select h.id, count(distinct i.id) as n from hold h"
            + " join package_version p on p.name = h.package_name"
            + " join composition_line c on c.package_version_id = p.id"
            + " join image_version v on v.id = c.image_version_id"
            + " join image i on i.id = v.image_id and i.newest_version = v.number and "
            + SPEAKS.formatted("h"),
        of);
  }

  /** How many versions on offer each hold lets in; one that lets in none is absent. */
  public Map<Long, Integer> admitted(Collection<Hold> of) {
    return counts(
        "select h.id, count(distinct p.version) as n from hold h"
            + " join package_version p on p.name = h.package_name"
            + " and exists (select 1 from package_validity v where v.package_version_id = p.id"
            + "   and v.last_number is null)"
            + " and not exists (select 1 from hold_refusal r where r.hold_id = h.id"
            + "   and r.package_version_id = p.id)",
        of);
  }

  private Map<Long, Integer> counts(String select, Collection<Hold> of) {
    Map<Long, Integer> counts = new HashMap<>();
    if (!of.isEmpty()) {
      List<Long> ids = of.stream().map(Hold::id).toList();
      sql.list(
              select + " where h.id in (" + Sql.placeholders(ids) + ") group by h.id",
              row -> Map.entry(row.number("id"), row.integer("n")),
              ids.toArray())
          .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    }
    return counts;
  }

  /** Two holds in force that no version satisfies both, and on how many images they meet. */
  public record Clash(long one, Hold other, int images) {}

  /** The clashes that holds have with any others of the project. */
  public List<Clash> clashes(int projectId, Collection<Hold> of) {
    List<Clash> clashes = new ArrayList<>();
    for (Hold one : of) {
      if (one.isExpired(holds.today())) {
        continue;
      }
      for (Hold other : holds.onPackage(projectId, new PackageName(one.packageName()))) {
        if (other.id() != one.id()
            && !other.isExpired(holds.today())
            && clashes.size() < MOST_PAIRS
            && HeldVersions.contradict(List.of(one.versions(), other.versions()))) {
          int images = shared(one.id(), other.id());
          if (images > 0) {
            clashes.add(new Clash(one.id(), other, images));
          }
        }
      }
    }
    return clashes;
  }

  private int shared(long one, long other) {
    return (int)
        sql.number(
            "select count(*) from hold a join hold b on b.id = ? join image i on "
                + SPEAKS.formatted("a")
                + " and "
                + SPEAKS.formatted("b")
                + " where a.id = ?",
            other,
            one);
  }
}
