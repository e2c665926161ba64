package org.whittle.application.rollouts;

import java.util.List;
import java.util.OptionalInt;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Verification;
import org.whittle.patches.RolloutCause;
import org.whittle.patches.Scope;

/**
 * What somebody wants a rollout to bring, and to which images.
 *
 * @param patches the patches of a rollout of patches
 * @param rules the version of the rules of a rollout of rules; empty: the newest
 * @param sources the sources whose newest snapshots a newer base takes; none: all
 * @param scope which images; those of patches are all that they touch
 * @param verification what must be known of a version before channel {@code dev} follows it
 */
public record Wish(
    RolloutCause cause,
    List<Long> patches,
    OptionalInt rules,
    List<String> sources,
    Scope scope,
    Verification verification) {
  /** Copies the lists, and refuses what the cause has no use for. */
  public Wish {
    patches = patches.stream().distinct().toList();
    sources = sources.stream().distinct().sorted().toList();
    if (cause == RolloutCause.PATCHES) {
      if (patches.isEmpty()) {
        throw new InvalidInput(
            "cannot plan a rollout without patches", "Choose at least one", null);
      }
      if (!scope.equals(Scope.ALL)) {
        throw new InvalidInput(
            "cannot plan a rollout of patches for some images: it is for all that they touch",
            "Hold the images that are to stay as they are",
            null);
      }
    } else if (!patches.isEmpty()) {
      throw new InvalidInput("cannot plan a rollout: only one of patches names patches");
    }
    if (rules.isPresent() && cause != RolloutCause.RULES) {
      throw new InvalidInput("cannot plan a rollout: only one of rules names a version of them");
    }
    if (!sources.isEmpty() && cause != RolloutCause.BASE) {
      throw new InvalidInput("cannot plan a rollout: only one of a newer base names sources");
    }
  }

  /** Patches, for all images that they touch. */
  public static Wish patches(List<Long> patches) {
    return new Wish(
        RolloutCause.PATCHES,
        patches,
        OptionalInt.empty(),
        List.of(),
        Scope.ALL,
        Verification.TESTS);
  }

  /** The same, verified otherwise. */
  public Wish with(Verification wanted) {
    return new Wish(cause, patches, rules, sources, scope, wanted);
  }
}
