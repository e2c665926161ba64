package org.whittle.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PausesTest {
  @Test
  void theyGrowAndEnd() {
    Duration before = Duration.ZERO;
    Duration all = Duration.ZERO;
    int failed = 1;
    for (Optional<Duration> next = Pauses.after(failed);
        next.isPresent();
        next = Pauses.after(++failed)) {
      assertTrue(next.get().compareTo(before) > 0);
      before = next.get();
      all = all.plus(before);
    }
    assertEquals(8, failed);
    assertEquals(Duration.ofHours(20).plusMinutes(36).plusSeconds(10), all);
  }
}
