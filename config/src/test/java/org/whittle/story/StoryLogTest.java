package org.whittle.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.whittle.client.Refused;

class StoryLogTest {
  private final List<String> lines = new ArrayList<>();
  private final StoryLog log = new StoryLog(line -> lines.add(line.replaceAll("[0-9.]+ s", "T")));

  @Test
  void eachStepHasItsNumberItsTimeAndItsResult() {
    log.step("the release is synced", () -> "snapshot 1\n3 packages");

    assertEquals(
        List.of(
            " 1     T  the release is synced",
            "             snapshot 1",
            "             3 packages"),
        lines);
  }

  @Test
  void whatIsNotAsToldEndsTheStory() {
    Refused refused = new Refused(409, "cannot add source", "", "Rename it");

    assertThrows(Untold.class, () -> log.step("a", () -> refuse(refused)));
    assertThrows(Untold.class, () -> log.step("b", () -> refuse(new Untold("no package"))));
    assertEquals(
        List.of(
            " 1     T  a: REFUSED",
            "             cannot add source. Rename it",
            " 2     T  b: NOT AS TOLD",
            "             no package"),
        lines);
  }

  private static String refuse(RuntimeException thrown) {
    throw thrown;
  }

  @Test
  void barsAreJudged() {
    log.measure("night job", 23.8, 30, "s");
    assertTrue(log.bars());
    log.measure("root file system of nginx", 12.1, 12, "MB");
    assertFalse(log.bars());
    assertEquals(
        "  root file system of nginx              12.1 MB   at most    12 MB   MISSED",
        lines.getLast());
  }

  @Test
  void theHeapIsReadAsOldAndNewJdksTellIt() {
    assertEquals(
        OptionalLong.of(385024L * 1024),
        ServerHeap.parse(" garbage-first heap   total 385024K, used 2048K [0x1, 0x2)"));
    assertEquals(
        OptionalLong.of(262144L * 1024),
        ServerHeap.parse(
            " garbage-first heap   total reserved 1048576K, committed 262144K, used 2048K"));
    assertEquals(OptionalLong.empty(), ServerHeap.parse("no such process"));
  }
}
