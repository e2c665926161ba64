package org.whittle.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesTest {
  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // Lines are written family:seconds, the answer is the lane of each, and the longest lane.
        "web:3 db:2                    | 2 | 0 1       | 3",
        "web:3 db:2 cache:2            | 2 | 0 1 1     | 4",
        "web:1 web:1 web:1 db:2        | 2 | 0 0 0 1   | 3",
        "web:1 db:1 web:1 db:1         | 2 | 1 0 1 0   | 2",
        "web:1 db:1                    | 1 | 0 0       | 2",
        "web:5                         | 3 | 0         | 5",
        "a:1 b:2 c:3 d:4               | 2 | 0 1 1 0   | 5",
        "''                            | 2 | ''        | 0",
      })
  void aFamilyStaysInOneLane(String lines, int lanes, String expected, long longest) {
    List<Lanes.Load> loads = loads(lines);
    Map<Long, Integer> dealt = Lanes.deal(loads, lanes);
    assertEquals(
        expected,
        new TreeMap<>(dealt)
            .values().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    assertEquals(longest * 1000, Lanes.longest(loads, lanes));
    Collections.reverse(loads);
    assertEquals(dealt, Lanes.deal(loads, lanes));
  }

  @Test
  void pausesGrowAndEnd() {
    assertEquals(Optional.of(Duration.ofSeconds(2)), BackOff.after(1));
    assertEquals(Optional.of(Duration.ofSeconds(30)), BackOff.after(3));
    assertEquals(Optional.empty(), BackOff.after(4));
  }

  private static List<Lanes.Load> loads(String text) {
    List<Lanes.Load> loads = new ArrayList<>();
    for (String one : text.isEmpty() ? new String[0] : text.split(" ")) {
      String[] parts = one.split(":");
      loads.add(new Lanes.Load(loads.size(), parts[0], 1000L * Integer.parseInt(parts[1])));
    }
    return loads;
  }
}
