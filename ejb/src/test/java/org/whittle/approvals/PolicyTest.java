package org.whittle.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.advisory.Severity;
import org.whittle.kernel.InvalidInput;

class PolicyTest {
  private static final Policy TWO =
      new Policy("prod", "stage", "prod", 2, Set.of("anna", "bob"), Optional.of(Severity.CRITICAL));

  @Test
  void itSpeaksOfImagesWithItsLabel() {
    assertTrue(TWO.concerns(Map.of("stage", "prod", "team", "web")));
    assertFalse(TWO.concerns(Map.of("stage", "test")));
    assertFalse(TWO.concerns(Map.of()));
    assertTrue(
        new Policy("a", "stage", "", 1, Set.of(), Optional.empty()).concerns(Map.of("stage", "x")));
    assertTrue(new Policy("a", "", "", 1, Set.of(), Optional.empty()).concerns(Map.of()));
  }

  @Test
  void onlyTheApprovalsOfThoseItNamesCount() {
    Requirement asked = Requirement.of(TWO, Severity.UNKNOWN, List.of("carl", "anna"), Map.of());

    assertEquals(List.of("anna"), asked.approvedBy());
    assertFalse(asked.met());
    assertTrue(Requirement.of(TWO, Severity.HIGH, List.of("anna", "bob"), Map.of()).met());
  }

  @Test
  void aDeputyCountsAsOneWhoIsNamed() {
    Requirement asked =
        Requirement.of(
            TWO,
            Severity.UNKNOWN,
            List.of("carl", "anna"),
            Map.of("carl", Set.of("bob"), "anna", Set.of()));

    assertEquals(List.of("carl", "anna"), asked.approvedBy());
    assertTrue(asked.met());
  }

  @Test
  void oneIsEnoughForWhatIsGraveEnough() {
    Requirement urgent = Requirement.of(TWO, Severity.CRITICAL, List.of("bob"), Map.of());

    assertTrue(urgent.urgent());
    assertTrue(urgent.met());
    assertFalse(Requirement.of(TWO, Severity.HIGH, List.of("bob"), Map.of()).met());
    assertFalse(Requirement.of(TWO, Severity.CRITICAL, List.of("carl"), Map.of()).met());
  }

  @ParameterizedTest(name = "{5}")
  @CsvSource({
    "Prod, '', '', 1, '', 'cannot keep policy \"Prod\": that is no name'",
    "prod, '', '', 0, '', 'cannot keep policy prod: a quorum is from 1 to 9'",
    "prod, '', '', 10, '', 'cannot keep policy prod: a quorum is from 1 to 9'",
    "prod, '', '', 2, anna, 'cannot keep policy prod: 2 must approve, but only 1 may'",
    "prod, '', x, 1, '', 'cannot keep policy prod: a value needs its label'",
  })
  void whatNobodyCouldSatisfyIsRefused(
      String name, String label, String value, int quorum, String approver, String message) {
    Set<String> approvers = approver.isEmpty() ? Set.of() : Set.of(approver);

    InvalidInput e =
        assertThrows(
            InvalidInput.class,
            () -> new Policy(name, label, value, quorum, approvers, Optional.empty()));

    assertEquals(message, e.getMessage());
  }

  @Test
  void whatIsUnknownIsNotUrgent() {
    Optional<Severity> unknown = Optional.of(Severity.UNKNOWN);

    InvalidInput e =
        assertThrows(InvalidInput.class, () -> new Policy("a", "", "", 1, Set.of(), unknown));

    assertEquals("cannot keep policy a: what is unknown cannot be urgent", e.getMessage());
  }
}
