package org.whittle.application.windows;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.ZoneId;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.jobs.Windows;
import org.whittle.windows.Blackout;
import org.whittle.windows.Window;

/** Adds, changes and removes maintenance windows and black-outs. */
@Stateless
@RolesAllowed(Roles.OPERATOR)
public class KeepWindows {
  @Inject private Windows windows;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /** Adds a window; gives its number. */
  public long add(WindowText text) {
    Window window = text.window();
    long id = windows.add(caller.project(), window);
    audited.record("add window", "window " + window.name(), told(window));
    return id;
  }

  /** Changes a window. */
  public void change(long id, WindowText text) {
    Window window = text.window();
    windows.change(caller.project(), id, window);
    audited.record("change window", "window " + window.name(), told(window));
  }

  /** Removes a window. */
  public void remove(long id) {
    audited.record("remove window", "window " + windows.remove(caller.project(), id), "");
  }

  /**
   * Adds a black-out; gives its number.
   *
   * @param from by the clock of the zone, as in {@code 2026-12-24T00:00}
   * @param until by the clock of the zone; not part of it
   */
  public long addBlackout(String name, String from, String until, String zone) {
    ZoneId where = WindowText.zone(zone);
    Blackout blackout =
        new Blackout(
            name,
            WindowText.local(from).atZone(where).toInstant(),
            WindowText.local(until).atZone(where).toInstant());
    long id = windows.add(caller.project(), blackout, where);
    audited.record(
        "add black-out",
        "black-out " + blackout.name(),
        StandingText.at(blackout.from(), where)
            + " to "
            + StandingText.at(blackout.until(), where));
    return id;
  }

  /** Removes a black-out. */
  public void removeBlackout(long id) {
    audited.record(
        "remove black-out", "black-out " + windows.removeBlackout(caller.project(), id), "");
  }

  private static String told(Window window) {
    return window.recurrence().text()
        + " from "
        + window.first()
        + " ("
        + window.zone()
        + ") for "
        + window.length().toMinutes()
        + " minutes";
  }
}
