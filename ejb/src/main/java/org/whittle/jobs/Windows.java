package org.whittle.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.NotFound;
import org.whittle.windows.Blackout;
import org.whittle.windows.MaintenanceCalendar;
import org.whittle.windows.Recurrence;
import org.whittle.windows.Window;

/** Finds and keeps maintenance windows and black-outs; to be changed inside a transaction. */
@ApplicationScoped
public class Windows {
  @Inject private Sql sql;

  /** A window with its number. */
  public record KeptWindow(long id, Window window) {}

  /** A black-out with its number, and the zone that it was written in. */
  public record KeptBlackout(long id, Blackout blackout, ZoneId zone) {}

  /** All windows and black-outs of a project together. */
  public MaintenanceCalendar calendar(int projectId) {
    return new MaintenanceCalendar(
        windows(projectId).stream().map(KeptWindow::window).toList(),
        blackouts(projectId).stream().map(KeptBlackout::blackout).toList());
  }

  /** The windows, by name. */
  public List<KeptWindow> windows(int projectId) {
    return sql.list(
        "select id, name, recurrence, zone, first_at, minutes from maintenance_window"
            + " where project_id = ? order by name",
        Windows::window,
        projectId);
  }

  /** The black-outs, the first to begin first. */
  public List<KeptBlackout> blackouts(int projectId) {
    return sql.list(
        "select id, name, zone, from_at, until_at from blackout where project_id = ?"
            + " order by from_at, name",
        Windows::blackout,
        projectId);
  }

  /**
   * Keeps a new window; gives its number.
   *
   * @throws Conflict if there is one of that name
   */
  public long add(int projectId, Window window) {
    requireFree("maintenance_window", "window", projectId, window.name(), 0);
    return sql.insert(
        "insert into maintenance_window (project_id, name, recurrence, zone, first_at, minutes)"
            + " values (?, ?, ?, ?, ?, ?)",
        projectId,
        window.name(),
        window.recurrence().text(),
        window.zone().getId(),
        window.first().toInstant(ZoneOffset.UTC),
        window.length().toMinutes());
  }

  /**
   * Changes a window.
   *
   * @throws NotFound if the project has none with the number
   */
  public void change(int projectId, long id, Window window) {
    requireFree("maintenance_window", "window", projectId, window.name(), id);
    int changed =
        sql.update(
            "update maintenance_window set name = ?, recurrence = ?, zone = ?, first_at = ?,"
                + " minutes = ?, version = version + 1 where project_id = ? and id = ?",
            window.name(),
            window.recurrence().text(),
            window.zone().getId(),
            window.first().toInstant(ZoneOffset.UTC),
            window.length().toMinutes(),
            projectId,
            id);
    if (changed == 0) {
      throw new NotFound("cannot find window " + id);
    }
  }

  /**
   * Removes a window; gives its name.
   *
   * @throws NotFound if the project has none with the number
   */
  public String remove(int projectId, long id) {
    return remove("maintenance_window", "window", projectId, id);
  }

  /**
   * Keeps a new black-out; gives its number.
   *
   * @throws Conflict if there is one of that name
   */
  public long add(int projectId, Blackout blackout, ZoneId zone) {
    requireFree("blackout", "black-out", projectId, blackout.name(), 0);
    return sql.insert(
        "insert into blackout (project_id, name, zone, from_at, until_at) values (?, ?, ?, ?, ?)",
        projectId,
        blackout.name(),
        zone.getId(),
        blackout.from(),
        blackout.until());
  }

  /**
   * Removes a black-out; gives its name.
   *
   * @throws NotFound if the project has none with the number
   */
  public String removeBlackout(int projectId, long id) {
    return remove("blackout", "black-out", projectId, id);
  }

  private String remove(String table, String what, int projectId, long id) {
    String name =
        sql.first(
                "select name from " + table + " where project_id = ? and id = ?",
                row -> row.text("name"),
                projectId,
                id)
            .orElseThrow(() -> new NotFound("cannot find " + what + " " + id));
    sql.update("delete from " + table + " where project_id = ? and id = ?", projectId, id);
    return name;
  }

  private void requireFree(String table, String what, int projectId, String name, long except) {
    if (sql.number(
            "select count(*) from " + table + " where project_id = ? and name = ? and id <> ?",
            projectId,
            name,
            except)
        > 0) {
      throw new Conflict(
          "cannot keep " + what + " \"" + name + "\": there is one of that name",
          "Give it another name, or change that one",
          null);
    }
  }

  private static KeptWindow window(Row row) throws SQLException {
    return new KeptWindow(
        row.number("id"),
        new Window(
            row.text("name"),
            new Recurrence(row.text("recurrence")),
            LocalDateTime.ofInstant(row.instant("first_at"), ZoneOffset.UTC),
            zone(row.text("zone")),
            Duration.ofMinutes(row.number("minutes"))));
  }

  private static KeptBlackout blackout(Row row) throws SQLException {
    return new KeptBlackout(
        row.number("id"),
        new Blackout(row.text("name"), row.instant("from_at"), row.instant("until_at")),
        zone(row.text("zone")));
  }

  private static ZoneId zone(String name) {
    return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
  }
}
