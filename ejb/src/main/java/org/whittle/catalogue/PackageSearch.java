package org.whittle.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.whittle.database.Row;
import org.whittle.database.Sql;

/** Finds package versions that the sources of a project offer now. */
@ApplicationScoped
public class PackageSearch {
  private static final Map<String, String> ORDERS =
      Map.of(
          "name", "p.name",
          "section", "p.section",
          "installedKib", "p.installed_kib",
          "size", "p.size",
          "sourceName", "p.source_name");

  private static final String OFFERED =
      " from package_validity v join source s on s.id = v.source_id and s.project_id = ?"
          + " where v.package_version_id = p.id and v.last_number is null";

  private static final String SELECT =
      "select p.name, p.version, p.architecture, p.section, p.source_name, p.installed_kib, p.size,"
          + " p.summary, (select group_concat(distinct s.suite order by s.suite separator ', ')"
          + OFFERED
          + ") as suites from package_version p where exists (select 1"
          + OFFERED
          + ")";

  private static final String CONTAINS =
      " and (? = '' or locate(?, p.name) > 0 or locate(?, lower(p.summary)) > 0)";

  @Inject private Sql sql;

  /** A package version and the suites that offer it; sizes in KiB installed and bytes packed. */
  public record Found(
      String name,
      String version,
      String architecture,
      String section,
      String sourceName,
      long installedKib,
      long size,
      String summary,
      String suites) {}

  /** How many package versions contain the text in their name or summary. */
  public long count(int projectId, String text) {
    String wanted = wanted(text);
    return sql.number(
        "select count(*) from package_version p where exists (select 1" + OFFERED + ")" + CONTAINS,
        projectId,
        wanted,
        wanted,
        wanted);
  }

  /** Those package versions; unless sorted otherwise the best match comes first. */
  public List<Found> find(
      int projectId, String text, String sort, boolean descending, int first, int size) {
    String wanted = wanted(text);
    List<Object> parameters =
        new ArrayList<>(List.of(projectId, projectId, wanted, wanted, wanted));
    String order;
    if (ORDERS.containsKey(sort)) {
      order = ORDERS.get(sort) + (descending ? " desc" : "") + ", p.name, p.id";
    } else if (wanted.isEmpty()) {
      order = "p.name, p.id";
    } else {
      order = "p.name <> ?, locate(?, p.name) = 0, locate(?, p.name), length(p.name), p.name, p.id";
      parameters.addAll(List.of(wanted, wanted, wanted));
    }
    parameters.addAll(List.of(size, first));
    return sql.list(
        SELECT + CONTAINS + " order by " + order + " limit ? offset ?",
        PackageSearch::found,
        parameters.toArray());
  }

  /** All versions of a package that are offered now. */
  public List<Found> versions(int projectId, String name) {
    return sql.list(
        SELECT + " and p.name = ? order by p.id desc",
        PackageSearch::found,
        projectId,
        projectId,
        name);
  }

  private static String wanted(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static Found found(Row row) throws SQLException {
    return new Found(
        row.text("name"),
        row.text("version"),
        row.text("architecture"),
        row.text("section"),
        row.text("source_name"),
        row.number("installed_kib"),
        row.number("size"),
        row.text("summary"),
        row.text("suites"));
  }
}
