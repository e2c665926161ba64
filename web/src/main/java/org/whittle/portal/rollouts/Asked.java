package org.whittle.portal.rollouts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.whittle.application.rollouts.Wish;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Verification;
import org.whittle.patches.RolloutCause;
import org.whittle.patches.Scope;

/** Reads from the address of a plan what a rollout is to bring. */
final class Asked {
  private final Map<String, String[]> parameters;

  Asked(Map<String, String[]> parameters) {
    this.parameters = parameters;
  }

  /** Whether the address asks for anything. */
  boolean nothing() {
    return values("patch").length == 0 && first("cause").isEmpty();
  }

  /**
   * What it asks for.
   *
   * @throws InvalidInput if that cannot be
   */
  Wish wish() {
    if (first("cause").isEmpty()) {
      return Wish.patches(numbers()).with(verification());
    }
    return new Wish(
        cause(first("cause")),
        List.of(),
        rules(first("rules")),
        List.of(values("source")),
        Scope.of(first("label"), List.of(first("images").split("[\\s,]+"))),
        verification());
  }

  private List<Long> numbers() {
    String[] named = values("patch");
    if (!Arrays.stream(named).allMatch(id -> id.matches("\\d{1,18}"))) {
      throw new InvalidInput("cannot plan a rollout: the address names a patch that cannot be");
    }
    return Arrays.stream(named).map(Long::valueOf).toList();
  }

  private static RolloutCause cause(String name) {
    return Arrays.stream(RolloutCause.values())
        .filter(cause -> cause.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "cannot plan a rollout: the address names a cause that cannot be"));
  }

  private Verification verification() {
    String word = first("verification").toUpperCase(Locale.ROOT);
    return word.isEmpty()
        ? Verification.TESTS
        : Arrays.stream(Verification.values())
            .filter(one -> one.name().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "cannot plan a rollout: the address names a verification that cannot be"));
  }

  private static OptionalInt rules(String number) {
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!number.matches("\\d{1,9}")) {
      throw new InvalidInput(
          "cannot plan a rollout: \"" + number + "\" is no version of the rules");
    }
    return OptionalInt.of(Integer.parseInt(number));
  }

  String first(String name) {
    String[] values = values(name);
    return values.length == 0 ? "" : values[0].strip();
  }

  private String[] values(String name) {
    return parameters.getOrDefault(name, new String[0]);
  }
}
