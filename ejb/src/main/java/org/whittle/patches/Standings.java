package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.library.ImageState;

/** Reads where images stand, paged and counted in the database. */
@ApplicationScoped
public class Standings {
  private static final Map<String, String> ORDERS =
      Map.of(
          "name", "s.name",
          "state", "s.state",
          "builtAt", "s.built_at",
          "closureBytes", "s.closure_bytes",
          "thinBytes", "s.thin_bytes",
          "packages", "s.closure_packages");

  /** Whether the newest version was published before its tests, and they are still to be run. */
  private static final String OUTSTANDING =
      ", exists (select 1 from rollout_line o where o.result_version_id = s.version_id"
          + " and o.state = 'PUBLISHED') as outstanding";

  private static final String WANTED =
      " from image_standing s where s.project_id = ? and (? = '' or s.state = ?) and (? = ''"
          + " or locate(?, s.name) > 0 or locate(?, lower(s.description)) > 0"
          + " or exists (select 1 from composition_line l"
          + " join package_version p on p.id = l.package_version_id"
          + " where l.image_version_id = s.version_id and p.name = ?))";

  @Inject private Sql sql;

  /** How many images match. */
  public long count(int projectId, String text, Optional<ImageState> state) {
    String word = state.map(Enum::name).orElse("");
    return sql.number("select count(*)" + WANTED, projectId, word, word, text, text, text, text);
  }

  /** Images whose name or description contains the text, or that contain the package it names. */
  public List<Standing> find(
      int projectId,
      String text,
      Optional<ImageState> state,
      String sort,
      boolean descending,
      int first,
      int size) {
    String word = state.map(Enum::name).orElse("");
    String order = ORDERS.getOrDefault(sort, "s.name") + (descending ? " desc" : "");
    return sql.list(
        "select s.*"
            + OUTSTANDING
            + ""
            + WANTED
            + " order by "
            + order
            + ", s.name limit ? offset ?",
        Standings::standing,
        projectId,
        word,
        word,
        text,
        text,
        text,
        text,
        size,
        first);
  }

  /** The first images in these states, in that order. */
  public List<Standing> first(int projectId, List<ImageState> states, int size) {
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(projectId);
    parameters.addAll(states);
    parameters.addAll(states);
    parameters.add(size);
    String all = Sql.placeholders(states);
    return sql.list(
        "select s.*"
            + OUTSTANDING
            + " from image_standing s where s.project_id = ? and s.state in ("
            + all
            + ") order by field(s.state, "
            + all
            + "), s.name limit ?",
        Standings::standing,
        parameters.toArray());
  }

  /** Where one image stands. */
  public Optional<Standing> of(int projectId, String name) {
    return sql.first(
        "select s.*" + OUTSTANDING + " from image_standing s where s.project_id = ? and s.name = ?",
        Standings::standing,
        projectId,
        name);
  }

  /** How many images there are in each state; a state without images counts 0. */
  public Map<ImageState, Integer> counts(int projectId) {
    Map<ImageState, Integer> counts = new EnumMap<>(ImageState.class);
    for (ImageState state : ImageState.values()) {
      counts.put(state, 0);
    }
    sql.list(
            "select state, count(*) as images from image_standing where project_id = ?"
                + " group by state",
            row -> Map.entry(row.word("state", ImageState.class), row.integer("images")),
            projectId)
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  private static Standing standing(Row row) throws SQLException {
    return new Standing(
        row.number("id"),
        row.text("name"),
        row.text("description"),
        row.word("state", ImageState.class),
        row.integer("newest_version"),
        row.optionalInstant("built_at"),
        row.number("closure_bytes"),
        row.number("thin_bytes"),
        row.integer("closure_packages"),
        row.integer("blueprint_revision"),
        row.integer("built_revision"),
        row.integer("waiting"),
        row.integer("held"),
        row.optionalText("last_failure"),
        row.text("structure"),
        row.text("tests"),
        row.text("misses"),
        row.bool("outstanding"));
  }
}
