package org.whittle.application.windows;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.whittle.kernel.InvalidInput;
import org.whittle.windows.Recurrence;
import org.whittle.windows.Window;

/**
 * A window as somebody wrote it.
 *
 * @param first its first opening by the clock of the zone, as in {@code 2026-11-22T02:00}
 * @param zone as in {@code Europe/Berlin}
 */
public record WindowText(String name, String recurrence, String first, String zone, int minutes) {
  /**
   * The window.
   *
   * @throws InvalidInput if a part of it cannot be read
   */
  Window window() {
    return new Window(
        name, new Recurrence(recurrence), local(first), zone(zone), Duration.ofMinutes(minutes));
  }

  static LocalDateTime local(String text) {
    try {
      return LocalDateTime.parse(text.strip().replace(' ', 'T'));
    } catch (DateTimeException e) {
      throw new InvalidInput(
          "cannot read the time \"" + text + "\"", "Write it as in 2026-11-22T02:00", e);
    }
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw new InvalidInput(
          "cannot read the time zone \"" + text + "\"", "Write it as in Europe/Berlin or UTC", e);
    }
  }
}
