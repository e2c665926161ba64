package org.whittle.application.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When the night job starts by itself: two in the morning where the server stands. */
@ApplicationScoped
public class NightClock {
  /** The hour of the day, as the timer has it. */
  public static final int HOUR = 2;

  @Inject private Clock clock;

  /** The next start. */
  public Optional<Instant> next() {
    ZonedDateTime now = clock.instant().atZone(ZoneId.systemDefault());
    ZonedDateTime tonight = now.with(LocalTime.of(HOUR, 0));
    return Optional.of((tonight.isAfter(now) ? tonight : tonight.plusDays(1)).toInstant());
  }
}
