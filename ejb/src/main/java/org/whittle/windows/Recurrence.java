package org.whittle.windows;

import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.InvalidInput;

/**
 * On which days something comes again: a recurrence rule of iCalendar (RFC 5545, section 3.3.10),
 * daily or less often, in local time.
 *
 * @param text the rule in capitals, as in {@code FREQ=WEEKLY;BYDAY=SA,SU}
 */
public record Recurrence(String text) {
  private static final int LONGEST = 500;
  private static final Set<Freq> ALLOWED =
      EnumSet.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

  /**
   * Checks the rule.
   *
   * @throws InvalidInput if it is none, or asks for more than days
   */
  public Recurrence {
    text = text.strip().toUpperCase(Locale.ROOT).replaceFirst("^RRULE:", "");
    if (text.length() > LONGEST) {
      throw refused(text.substring(0, 20) + "…", "it is over " + LONGEST + " characters");
    }
    RecurrenceRule rule = parse(text);
    if (!ALLOWED.contains(rule.getFreq())) {
      throw refused(text, "it comes more often than daily");
    }
    if (text.contains("RSCALE")) {
      throw refused(text, "it counts in another calendar");
    }
    if (rule.getUntil() != null && !rule.getUntil().isFloating()) {
      throw refused(text, "UNTIL is not local time: leave out the Z");
    }
  }

  private static RecurrenceRule parse(String text) {
    try {
      return new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
    } catch (InvalidRecurrenceRuleException e) {
      throw new InvalidInput(
          "cannot read the recurrence \"" + text + "\": " + e.getMessage(),
          "Write it as in FREQ=WEEKLY;BYDAY=SA,SU",
          e);
    }
  }

  private static InvalidInput refused(String text, String why) {
    return new InvalidInput(
        "cannot read the recurrence \"" + text + "\": " + why,
        "Write it as in FREQ=WEEKLY;BYDAY=SA,SU",
        null);
  }

  /**
   * When it comes, in order, without end if the rule has none; not safe for several threads.
   *
   * @param first the first time that it may come; its time of day is that of all
   * @param from nothing before this is given
   */
  Iterator<LocalDateTime> times(LocalDateTime first, LocalDateTime from) {
    return new Times(parse(text), first, from);
  }

  /** A rule that fits no day makes the library give up; here it is a rule that never comes. */
  private static final class Times implements Iterator<LocalDateTime> {
    private final @Nullable RecurrenceRuleIterator rule;
    private final LocalDateTime from;
    private @Nullable LocalDateTime next;

    Times(RecurrenceRule rule, LocalDateTime first, LocalDateTime from) {
      this.from = from;
      this.rule = started(rule, first, from);
      this.next = advance();
    }

    private static @Nullable RecurrenceRuleIterator started(
        RecurrenceRule rule, LocalDateTime first, LocalDateTime from) {
      try {
        RecurrenceRuleIterator iterator = rule.iterator(floating(first));
        if (from.isAfter(first)) {
          iterator.fastForward(floating(from));
        }
        return iterator;
      } catch (IllegalArgumentException fitsNoDay) {
        return null;
      }
    }

    private @Nullable LocalDateTime advance() {
      try {
        while (rule != null && rule.hasNext()) {
          LocalDateTime time = local(rule.nextDateTime());
          if (!time.isBefore(from)) {
            return time;
          }
        }
        return null;
      } catch (IllegalArgumentException fitsNoDay) {
        return null;
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public LocalDateTime next() {
      LocalDateTime time = next;
      if (time == null) {
        throw new NoSuchElementException();
      }
      next = advance();
      return time;
    }

    private static DateTime floating(LocalDateTime time) {
      return new DateTime(
          time.getYear(),
          time.getMonthValue() - 1,
          time.getDayOfMonth(),
          time.getHour(),
          time.getMinute(),
          time.getSecond());
    }

    private static LocalDateTime local(DateTime time) {
      return LocalDateTime.of(
          time.getYear(),
          time.getMonth() + 1,
          time.getDayOfMonth(),
          time.getHours(),
          time.getMinutes(),
          time.getSeconds());
    }
  }
}
