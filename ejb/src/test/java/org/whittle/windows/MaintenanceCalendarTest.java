package org.whittle.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.InvalidInput;

class MaintenanceCalendarTest {
  /**
   * Windows are written rule@start/zone/hours and black-outs from..until; the answer is what is
   * open until when, what opens next, or why nothing does.
   */
  @ParameterizedTest(name = "{0} at {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Open, shut, and on the edges: the start belongs to a window, the end does not.
        "FREQ=DAILY@02:00/UTC/4 | - | 2026-11-22T03:00:00Z"
            + " | open w1 until 2026-11-22T06:00:00Z",
        "FREQ=DAILY@02:00/UTC/4 | - | 2026-11-22T02:00:00Z"
            + " | open w1 until 2026-11-22T06:00:00Z",
        "FREQ=DAILY@02:00/UTC/4 | - | 2026-11-22T06:00:00Z"
            + " | shut, next w1 2026-11-23T02:00:00Z",
        // Over midnight.
        "FREQ=DAILY@22:00/UTC/4 | - | 2026-11-22T01:00:00Z"
            + " | open w1 until 2026-11-22T02:00:00Z",
        // Zones: two in the morning in Berlin is one in UTC, in winter.
        "FREQ=DAILY@02:00/Europe/Berlin/4 | - | 2026-11-22T01:30:00Z"
            + " | open w1 until 2026-11-22T05:00:00Z",
        // Clocks put forward at 2:00 on 2026-03-29: the start does not exist, and is an hour later.
        "FREQ=DAILY@02:00/Europe/Berlin/4 | - | 2026-03-29T00:59:00Z"
            + " | shut, next w1 2026-03-29T01:00:00Z FORWARD",
        "FREQ=DAILY@02:30/Europe/Berlin/4 | - | 2026-03-29T01:00:00Z"
            + " | shut, next w1 2026-03-29T01:30:00Z FORWARD",
        "FREQ=DAILY@01:00/Europe/Berlin/4 | - | 2026-03-29T02:00:00Z"
            + " | open w1 until 2026-03-29T04:00:00Z FORWARD",
        // Clocks put back at 3:00 on 2026-10-25: 2:30 comes twice, and the first counts.
        "FREQ=DAILY@02:30/Europe/Berlin/1 | - | 2026-10-25T00:30:00Z"
            + " | open w1 until 2026-10-25T01:30:00Z BACK",
        "FREQ=DAILY@02:30/Europe/Berlin/1 | - | 2026-10-25T01:30:00Z"
            + " | shut, next w1 2026-10-26T01:30:00Z",
        "FREQ=DAILY@01:00/Europe/Berlin/4 | - | 2026-10-25T02:30:00Z"
            + " | open w1 until 2026-10-25T03:00:00Z BACK",
        // Southern clocks go the other way round.
        "FREQ=DAILY@02:30/Australia/Sydney/2 | - | 2026-10-03T16:00:00Z"
            + " | shut, next w1 2026-10-03T16:30:00Z FORWARD",
        // 29 February, over the century that is no leap year, too.
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29@02:00/UTC/4 | - | 2026-11-22T03:00:00Z"
            + " | shut, next w1 2028-02-29T02:00:00Z",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29@02:00/UTC/4 | - | 2096-03-01T00:00:00Z"
            + " | shut, next w1 2104-02-29T02:00:00Z",
        // Black-outs: before, within, over the start, over the end, over all.
        "FREQ=DAILY@02:00/UTC/4 | 2026-11-22T03:00:00Z..2026-11-22T04:00:00Z"
            + " | 2026-11-22T02:30:00Z | open w1 until 2026-11-22T03:00:00Z",
        "FREQ=DAILY@02:00/UTC/4 | 2026-11-22T03:00:00Z..2026-11-22T04:00:00Z"
            + " | 2026-11-22T03:00:00Z | shut by b1, next w1 2026-11-22T04:00:00Z",
        "FREQ=DAILY@02:00/UTC/4 | 2026-11-22T00:00:00Z..2026-11-24T00:00:00Z"
            + " | 2026-11-22T03:00:00Z | shut by b1, next w1 2026-11-24T02:00:00Z",
        "FREQ=DAILY@02:00/UTC/4 | 2026-11-22T00:00:00Z..2026-11-24T00:00:00Z"
            + " | 2026-11-22T12:00:00Z | shut, next w1 2026-11-24T02:00:00Z",
        "FREQ=DAILY@02:00/UTC/4 | 2026-01-01T00:00:00Z..2226-01-01T00:00:00Z"
            + " | 2026-11-22T03:00:00Z | never: black-outs cover every opening: b1",
        // Two windows: the earlier one; without a gap they are one.
        "FREQ=DAILY@02:00/UTC/2 FREQ=DAILY@04:00/UTC/2 | - | 2026-11-22T03:00:00Z"
            + " | open w1 until 2026-11-22T06:00:00Z",
        "FREQ=WEEKLY;BYDAY=SU@02:00/UTC/2 FREQ=DAILY@05:00/UTC/1 | - | 2026-11-23T00:00:00Z"
            + " | shut, next w2 2026-11-23T05:00:00Z",
        // What never opens says so.
        "- | - | 2026-11-22T03:00:00Z | never: there is no window",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30@02:00/UTC/4 | - | 2026-11-22T03:00:00Z"
            + " | never: no day fits the recurrence of w1",
        "FREQ=DAILY;UNTIL=20260201T000000@02:00/UTC/4 | - | 2026-11-22T03:00:00Z"
            + " | never: no day fits the recurrence of w1",
      })
  void workMayRunInWindowsOutsideBlackouts(
      String windows, String blackouts, Instant now, String expected) {
    MaintenanceCalendar calendar = new MaintenanceCalendar(windows(windows), blackouts(blackouts));
    assertEquals(expected, told(calendar.at(now)));
  }

  @Test
  void aWindowThatIsAlwaysOpenHasAnEndToItsDeadline() {
    MaintenanceCalendar always =
        new MaintenanceCalendar(windows("FREQ=DAILY@00:00/UTC/24"), List.of());
    Standing.Open open = (Standing.Open) always.at(Instant.parse("2026-11-22T03:00:00Z"));
    assertEquals(Instant.parse("2027-03-02T00:00:00Z"), open.deadline());
  }

  @Test
  void theNextOpeningsAreThoseOfAllWindowsInOrder() {
    MaintenanceCalendar calendar =
        new MaintenanceCalendar(
            windows("FREQ=DAILY@02:00/UTC/1 FREQ=WEEKLY;BYDAY=MO@01:00/UTC/1"), List.of());
    assertEquals(
        List.of("w1 2026-11-22T02:00:00Z", "w2 2026-11-23T01:00:00Z", "w1 2026-11-23T02:00:00Z"),
        calendar.next(Instant.parse("2026-11-22T02:10:00Z"), 3).stream()
            .map(opening -> opening.window() + " " + opening.from())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' '   | 60    | cannot keep a window without a name of 1 to 63 characters",
        "night | 0     | cannot keep window \"night\": it must be open for 1 minute to 7 days",
        "night | 10081 | cannot keep window \"night\": it must be open for 1 minute to 7 days",
      })
  void aWindowHasANameAndALength(String name, int minutes, String message) {
    InvalidInput refused =
        assertThrows(
            InvalidInput.class,
            () ->
                new Window(
                    name,
                    new Recurrence("FREQ=DAILY"),
                    LocalDateTime.MIN,
                    ZoneId.of("UTC"),
                    Duration.ofMinutes(minutes)));
    assertEquals(message, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' '    | 1 | cannot keep a black-out without a name of 1 to 63 characters",
        "freeze | 0 | cannot keep black-out \"freeze\": it ends before it begins",
      })
  void aBlackoutHasANameAndAnEnd(String name, int seconds, String message) {
    InvalidInput refused =
        assertThrows(
            InvalidInput.class,
            () -> new Blackout(name, Instant.EPOCH, Instant.ofEpochSecond(seconds)));
    assertEquals(message, refused.getMessage());
  }

  private static List<Window> windows(String text) {
    List<Window> windows = new ArrayList<>();
    for (String one : text == null ? new String[0] : text.split(" ")) {
      String[] parts = one.split("[@]|/(?=[A-Z])|/(?=\\d+$)");
      String zone = String.join("/", List.of(parts).subList(2, parts.length - 1));
      windows.add(
          new Window(
              "w" + (windows.size() + 1),
              new Recurrence(parts[0]),
              LocalDateTime.parse("2026-01-01T" + parts[1]),
              ZoneId.of(zone),
              Duration.ofHours(Integer.parseInt(parts[parts.length - 1]))));
    }
    return windows;
  }

  private static List<Blackout> blackouts(String text) {
    return text == null
        ? List.of()
        : Stream.of(text)
            .map(one -> one.split("\\.\\."))
            .map(ends -> new Blackout("b1", Instant.parse(ends[0]), Instant.parse(ends[1])))
            .toList();
  }

  private static String told(Standing standing) {
    return switch (standing) {
      case Standing.Open open ->
          "open "
              + open.opening().window()
              + " until "
              + open.deadline()
              + told(open.opening().clockChange());
      case Standing.Shut shut ->
          "shut"
              + shut.because().map(blackout -> " by " + blackout.name()).orElse("")
              + ", next "
              + shut.next().window()
              + " "
              + shut.next().from()
              + told(shut.next().clockChange());
      case Standing.Never never -> "never: " + never.detail();
    };
  }

  private static String told(ClockChange change) {
    return change == ClockChange.NONE ? "" : " " + change;
  }
}
