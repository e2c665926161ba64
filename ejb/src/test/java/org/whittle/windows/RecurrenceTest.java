package org.whittle.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.InvalidInput;

class RecurrenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=DAILY                             | 2026-11-23T02:00 2026-11-24T02:00",
        "rrule:freq=weekly;byday=sa,su          | 2026-11-28T02:00 2026-11-29T02:00",
        "FREQ=MONTHLY;BYDAY=1SU                 | 2026-12-06T02:00 2027-01-03T02:00",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29    | 2028-02-29T02:00 2032-02-29T02:00",
        "FREQ=DAILY;UNTIL=20261123T020000       | 2026-11-23T02:00",
        "FREQ=DAILY;COUNT=3                     | ''",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30    | ''",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30     | ''",
      })
  void itComesOnTheDaysOfTheRule(String rule, String expected) {
    Iterator<LocalDateTime> times =
        new Recurrence(rule)
            .times(
                LocalDateTime.parse("2026-01-01T02:00"), LocalDateTime.parse("2026-11-22T18:00"));
    List<String> found = new ArrayList<>();
    for (int i = 0; i < 2 && times.hasNext(); i++) {
      found.add(times.next().toString());
    }
    assertEquals(expected, String.join(" ", found));
  }

  @Test
  void aRuleThatHasEndedGivesNothingMore() {
    LocalDateTime first = LocalDateTime.parse("2026-01-01T02:00");
    Iterator<LocalDateTime> times = new Recurrence("FREQ=DAILY;COUNT=1").times(first, first);
    assertEquals(first, times.next());
    assertThrows(NoSuchElementException.class, times::next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every night               | Missing '=' in part 'EVERY NIGHT'",
        "FREQ=DAILY;BYHOUR=25      | int value out of range: 25",
        "FREQ=WEEKLY;BYDAY=XX      | invalid weeknum: 'XX'",
        "FREQ=SECONDLY             | it comes more often than daily",
        "FREQ=HOURLY               | it comes more often than daily",
        "FREQ=DAILY;RSCALE=ETHIOPIC | unknown calendar scale 'ETHIOPIC'",
        "FREQ=DAILY;RSCALE=JULIAN  | it counts in another calendar",
        "FREQ=DAILY;UNTIL=20270101T000000Z | UNTIL is not local time: leave out the Z",
      })
  void whatIsNoRuleIsRefusedWithItsReason(String rule, String why) {
    InvalidInput refused = assertThrows(InvalidInput.class, () -> new Recurrence(rule));
    String message = refused.getMessage();
    assertTrue(message.startsWith("cannot read the recurrence \""), message);
    assertTrue(message.endsWith("\": " + why), message);
    assertEquals("Write it as in FREQ=WEEKLY;BYDAY=SA,SU", refused.remedy().orElseThrow());
  }

  @Test
  void aRuleIsNoNovel() {
    String rule = "FREQ=DAILY;BYMONTHDAY=" + "1,".repeat(300) + "1";
    assertEquals(
        "cannot read the recurrence \"FREQ=DAILY;BYMONTHDA…\": it is over 500 characters",
        assertThrows(InvalidInput.class, () -> new Recurrence(rule)).getMessage());
  }
}
