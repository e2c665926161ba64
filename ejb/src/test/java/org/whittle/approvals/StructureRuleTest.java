package org.whittle.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.advisory.Severity;
import org.whittle.kernel.InvalidInput;

class StructureRuleTest {
  private static final List<Map<String, String>> IMAGES =
      List.of(Map.of(), Map.of("stage", "prod"));

  private static StructureRule rule(String label, String value, StructureFirst allowed) {
    return new StructureRule("careful", label, value, allowed, Optional.empty());
  }

  private static StructureRule severe(Severity from) {
    return new StructureRule("careful", "", "", StructureFirst.SEVERE, Optional.of(from));
  }

  @Test
  void nothingIsInTheWayWhereNoPolicySpeaks() {
    assertEquals(List.of(), StructureRule.refusing(List.of(), Severity.UNKNOWN, IMAGES));
    assertEquals(
        List.of(),
        StructureRule.refusing(
            List.of(rule("stage", "dev", StructureFirst.NEVER)), Severity.CRITICAL, IMAGES));
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "stage, ''", "stage, prod"})
  void aPolicyThatSpeaksOfAnImageRefusesUnlessItAllows(String label, String value) {
    assertEquals(
        List.of("careful"),
        StructureRule.refusing(
            List.of(rule(label, value, StructureFirst.NEVER)), Severity.CRITICAL, IMAGES));
    assertEquals(
        List.of(),
        StructureRule.refusing(
            List.of(rule(label, value, StructureFirst.ALWAYS)), Severity.UNKNOWN, IMAGES));
  }

  @ParameterizedTest
  @CsvSource({
    "HIGH, UNKNOWN, careful",
    "HIGH, MEDIUM, careful",
    "HIGH, HIGH, ''",
    "HIGH, CRITICAL, ''",
    "CRITICAL, HIGH, careful"
  })
  void fromASeverityOnWhatIsGraveMayPass(Severity from, Severity mended, String refusing) {
    assertEquals(
        refusing, String.join(", ", StructureRule.refusing(List.of(severe(from)), mended, IMAGES)));
  }

  @Test
  void allThatSpeakMustAllow() {
    StructureRule other =
        new StructureRule("another", "stage", "", StructureFirst.NEVER, Optional.empty());

    assertEquals(
        List.of("another", "careful"),
        StructureRule.refusing(
            List.of(rule("", "", StructureFirst.NEVER), other), Severity.HIGH, IMAGES));
    assertEquals(
        List.of("another"),
        StructureRule.refusing(
            List.of(rule("", "", StructureFirst.ALWAYS), other), Severity.HIGH, IMAGES));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertEquals(
        "cannot keep policy careful: what is unknown cannot be urgent",
        assertThrows(InvalidInput.class, () -> severe(Severity.UNKNOWN)).getMessage());
    assertEquals(
        "cannot keep policy careful: it does not say from which severity tests may come after",
        assertThrows(InvalidInput.class, () -> rule("", "", StructureFirst.SEVERE)).getMessage());
  }
}
