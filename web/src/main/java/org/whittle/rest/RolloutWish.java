package org.whittle.rest;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.whittle.application.rollouts.Wish;
import org.whittle.library.Verification;
import org.whittle.patches.RolloutCause;
import org.whittle.patches.Scope;

/** Reads what a request wants a rollout to bring. */
final class RolloutWish {
  private RolloutWish() {}

  static Wish of(
      @Nullable String cause,
      @Nullable List<Long> patches,
      @Nullable Integer rules,
      @Nullable List<String> sources,
      @Nullable String label,
      @Nullable List<String> images,
      @Nullable String verification) {
    RolloutCause wanted =
        cause == null
            ? RolloutCause.PATCHES
            : Required.constant(RolloutCause.class, "cause", cause);
    return new Wish(
        wanted,
        wanted == RolloutCause.PATCHES || patches != null
            ? Required.elements("patches", patches)
            : List.of(),
        rules == null ? OptionalInt.empty() : OptionalInt.of(rules),
        optional("sources", sources),
        Scope.of(Objects.requireNonNullElse(label, ""), optional("images", images)),
        verification == null
            ? Verification.TESTS
            : Required.constant(Verification.class, "verification", verification));
  }

  private static List<String> optional(String name, @Nullable List<String> values) {
    return values == null ? List.of() : Required.elements(name, values);
  }
}
