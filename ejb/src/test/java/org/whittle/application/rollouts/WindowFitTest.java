package org.whittle.application.rollouts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.windows.ClockChange;
import org.whittle.windows.Opening;

class WindowFitTest {
  @ParameterizedTest(name = "at {0} for {1} minutes")
  @CsvSource({
    "2026-11-22T12:00:00Z, 239, true",
    "2026-11-22T12:00:00Z, 240, true",
    "2026-11-22T12:00:00Z, 241, false",
    "2026-11-23T03:00:00Z, 180, true",
    "2026-11-23T03:00:00Z, 181, false",
  })
  void aPlanFitsIfItEndsBeforeTheWindowCloses(Instant now, int minutes, boolean fits) {
    Opening night =
        new Opening(
            "night",
            Instant.parse("2026-11-23T02:00:00Z"),
            Instant.parse("2026-11-23T06:00:00Z"),
            ZoneOffset.UTC,
            ClockChange.NONE);
    assertEquals(
        new WindowFit("night", night.from(), night.until(), fits),
        WindowFit.of(List.of(night), now, Duration.ofMinutes(minutes)).orElseThrow());
  }

  @Test
  void whereNoWindowOpensNothingFits() {
    assertEquals(Optional.empty(), WindowFit.of(List.of(), Instant.EPOCH, Duration.ZERO));
  }
}
