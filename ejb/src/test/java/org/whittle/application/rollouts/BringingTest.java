package org.whittle.application.rollouts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.application.library.BuildInputs;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Verification;
import org.whittle.patches.BuiltImages.BuiltImage;
import org.whittle.patches.Purpose;
import org.whittle.patches.RolloutCause;
import org.whittle.patches.Scope;

class BringingTest {
  private static final String TOOLS = "writers 3, gzip";

  private static Terms terms(RolloutCause cause) {
    boolean rules = cause == RolloutCause.RULES;
    OptionalInt number = rules ? OptionalInt.of(4) : OptionalInt.empty();
    return new Terms(
        1,
        new Purpose(cause, number, ""),
        Scope.ALL,
        List.of(),
        new TreeSet<>(),
        List.of(),
        rules ? Optional.of(Digest.of("4")) : Optional.empty(),
        TOOLS,
        Verification.TESTS,
        new BuildInputs.Choice(List.of(), number, List.of()));
  }

  private static BuiltImage image(int built, int pinned, String rules, String tools) {
    return new BuiltImage(
        1,
        "web",
        1,
        1,
        1,
        built,
        2,
        pinned > 0 ? OptionalInt.of(pinned) : OptionalInt.empty(),
        rules.isEmpty() ? Optional.empty() : Optional.of(Digest.of(rules)),
        tools.isEmpty() ? Optional.empty() : Optional.of(tools));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "PATCHES   | 2 | 0 | 4  | writers 3, gzip | -",
        "BASE      | 2 | 0 | 4  | writers 3, gzip | -",
        "RULES     | 2 | 3 | 4  | writers 3, gzip | its blueprint pins version 3 of the rules",
        "RULES     | 2 | 0 | 4  | writers 3, gzip | it was built with these rules",
        "RULES     | 2 | 0 | 3  | writers 3, gzip | -",
        "RULES     | 2 | 0 | '' | writers 3, gzip | -",
        "BLUEPRINT | 2 | 0 | 4  | writers 3, gzip | revision 2 of its blueprint is built",
        "BLUEPRINT | 1 | 0 | 4  | writers 3, gzip | -",
        "WHITTLE   | 2 | 0 | 4  | writers 3, gzip | it was written by these tools",
        "WHITTLE   | 2 | 0 | 4  | writers 2, gzip | -",
        "WHITTLE   | 2 | 0 | 4  | ''              | -"
      })
  void whatACauseHasForAnImageIsToldBeforeItIsResolved(
      RolloutCause cause, int built, int pinned, String rules, String tools, String why) {
    assertEquals(
        Optional.ofNullable(why),
        Bringing.whyNothing(terms(cause), image(built, pinned, rules, tools)));
  }

  @Test
  void aRebuildBringsAllThatWaitsForItsImage() {
    assertEquals(
        Set.of(RolloutCause.RULES),
        Bringing.brings(terms(RolloutCause.RULES), image(2, 0, "3", TOOLS), Digest.of("4"), false));
    assertEquals(
        Set.of(RolloutCause.values()).size() - 1,
        Bringing.brings(terms(RolloutCause.PATCHES), image(1, 0, "", ""), Digest.of("4"), true)
            .size());
  }

  @Test
  void aWishSaysNoMoreThanItsCauseHasUseFor() {
    assertEquals(
        "cannot plan a rollout without patches",
        refused(RolloutCause.PATCHES, List.of(), 0, List.of(), Scope.ALL));
    assertEquals(
        "cannot plan a rollout of patches for some images: it is for all that they touch",
        refused(RolloutCause.PATCHES, List.of(1L), 0, List.of(), Scope.of("a", List.of())));
    assertEquals(
        "cannot plan a rollout: only one of patches names patches",
        refused(RolloutCause.BASE, List.of(1L), 0, List.of(), Scope.ALL));
    assertEquals(
        "cannot plan a rollout: only one of rules names a version of them",
        refused(RolloutCause.BASE, List.of(), 4, List.of(), Scope.ALL));
    assertEquals(
        "cannot plan a rollout: only one of a newer base names sources",
        refused(RolloutCause.RULES, List.of(), 4, List.of("main"), Scope.ALL));
  }

  private static String refused(
      RolloutCause cause, List<Long> patches, int rules, List<String> sources, Scope scope) {
    OptionalInt number = rules > 0 ? OptionalInt.of(rules) : OptionalInt.empty();
    return String.valueOf(
        assertThrows(
                InvalidInput.class,
                () -> new Wish(cause, patches, number, sources, scope, Verification.TESTS))
            .getMessage());
  }
}
