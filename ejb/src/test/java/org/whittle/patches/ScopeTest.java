package org.whittle.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.InvalidInput;

class ScopeTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "family=web, family=web",
        "' family = web ', family=web",
        "family, family",
        "'', ''"
      })
  void aLabelIsANameWithAValueOrWithout(String said, String read) {
    assertEquals(read, Scope.of(said, List.of()).toString());
  }

  @Test
  void namesAreSortedAndSaidOnce() {
    assertEquals("a, b", Scope.of("", List.of("b", " a ", "", "b")).toString());
    assertEquals(Scope.ALL, Scope.of(" ", List.of("")));
  }

  @Test
  void whatIsNoScopeIsRefused() {
    assertEquals(
        "cannot plan a rollout: \"=web\" is no label", refused(() -> Scope.of("=web", List.of())));
    assertEquals(
        "cannot plan a rollout for a label and for named images at once",
        refused(() -> Scope.of("family", List.of("a"))));
    List<String> many = IntStream.range(0, 1001).mapToObj(i -> "i" + i).toList();
    assertEquals(
        "cannot plan a rollout: more than 1,000 images are named",
        refused(() -> Scope.of("", many)));
  }

  @Test
  void onlyARolloutOfRulesNamesTheirVersion() {
    assertEquals(
        "cannot plan a rollout of rules without their version",
        refused(() -> new Purpose(RolloutCause.RULES, OptionalInt.empty(), "")));
    assertEquals(
        "cannot plan a rollout: only one for rules names a version of them",
        refused(() -> new Purpose(RolloutCause.BASE, OptionalInt.of(1), "")));
    assertEquals(
        2000,
        new Purpose(RolloutCause.BASE, OptionalInt.empty(), "x".repeat(2001)).scope().length());
  }

  private static String refused(Runnable made) {
    return String.valueOf(assertThrows(InvalidInput.class, made::run).getMessage());
  }
}
