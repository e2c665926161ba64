package org.whittle.testarchive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Safe for use by any thread. */
public final class TestClock extends Clock {
  private volatile Instant now;

  /** Stands at this instant. */
  public TestClock(Instant start) {
    now = start;
  }

  /** Stands at the start of 2026. */
  public TestClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** Moves the clock, also back. */
  public void move(Duration by) {
    now = instant().plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return fixed(now, zone);
  }
}
