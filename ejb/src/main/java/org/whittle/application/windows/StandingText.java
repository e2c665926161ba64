package org.whittle.application.windows;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.whittle.windows.Opening;
import org.whittle.windows.Standing;

/** Says in a sentence what work waits for. */
public final class StandingText {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private StandingText() {}

  /** What work waits for; empty if it may run. */
  public static String of(Standing standing) {
    return switch (standing) {
      case Standing.Open open -> "";
      case Standing.Shut shut ->
          shut.because()
                  .map(
                      blackout ->
                          "black-out "
                              + blackout.name()
                              + " until "
                              + at(blackout.until(), shut.next().zone())
                              + "; then ")
                  .orElse("")
              + of(shut.next());
      case Standing.Never never -> "no window opens: " + never.detail();
    };
  }

  private static String of(Opening next) {
    return "window "
        + next.window()
        + " opens at "
        + at(next.from(), next.zone())
        + switch (next.clockChange()) {
          case NONE -> "";
          case FORWARD -> ", while clocks are put forward";
          case BACK -> ", while clocks are put back";
        };
  }

  /** A moment by the clock of a zone. */
  public static String at(Instant moment, ZoneId zone) {
    return MINUTE.format(moment.atZone(zone)) + " (" + zone + ")";
  }
}
