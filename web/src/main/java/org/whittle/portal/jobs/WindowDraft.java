package org.whittle.portal.jobs;

import java.io.Serializable;
import java.time.ZoneId;
import org.whittle.application.windows.WindowText;
import org.whittle.application.windows.WindowView;

/** What is written in the form of a window or of a black-out. */
public class WindowDraft implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FOUR_HOURS = 240;

  private long id;
  private String name = "";
  private String recurrence = "FREQ=DAILY";
  private String from = "";
  private String until = "";
  private String zone = ZoneId.systemDefault().getId();
  private int minutes = FOUR_HOURS;

  static WindowDraft of(WindowView window) {
    WindowDraft draft = new WindowDraft();
    draft.id = window.id();
    draft.name = window.name();
    draft.recurrence = window.recurrence();
    draft.from = window.first();
    draft.zone = window.zone();
    draft.minutes = (int) window.minutes();
    return draft;
  }

  WindowText text() {
    return new WindowText(name, recurrence, from, zone, minutes);
  }

  /** The number of the window that is changed; 0 for a new one. */
  public long getId() {
    return id;
  }

  /** What people call it. */
  public String getName() {
    return name;
  }

  /** What people call it. */
  public void setName(String name) {
    this.name = name;
  }

  /** On which days. */
  public String getRecurrence() {
    return recurrence;
  }

  /** On which days. */
  public void setRecurrence(String recurrence) {
    this.recurrence = recurrence;
  }

  /** When it begins, by the clock of the zone. */
  public String getFrom() {
    return from;
  }

  /** When it begins, by the clock of the zone. */
  public void setFrom(String from) {
    this.from = from;
  }

  /** When a black-out ends, by the clock of the zone. */
  public String getUntil() {
    return until;
  }

  /** When a black-out ends, by the clock of the zone. */
  public void setUntil(String until) {
    this.until = until;
  }

  /** The time zone. */
  public String getZone() {
    return zone;
  }

  /** The time zone. */
  public void setZone(String zone) {
    this.zone = zone;
  }

  /** How long a window is open. */
  public int getMinutes() {
    return minutes;
  }

  /** How long a window is open. */
  public void setMinutes(int minutes) {
    this.minutes = minutes;
  }
}
