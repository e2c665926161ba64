package org.whittle.portal.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntriesTest {
  @Test
  void entriesAreSplitButNotWithinParentheses() {
    assertEquals(
        List.of("nginx", "openssl (>= 3, << 4)", "curl=8.1", "jq(= 1)"),
        Entries.of(" nginx, openssl (>= 3, << 4)\ncurl=8.1 jq(= 1)"));
    assertEquals(List.of(), Entries.of(" , \n"));
  }

  @Test
  void whatIsOpenedAndNotClosedIsNotPassedOver() {
    assertEquals(List.of("nginx", "(", "curl"), Entries.of("nginx ( curl"));
  }
}
