package org.whittle.application.rollouts;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.whittle.kernel.Digest;
import org.whittle.patches.BuiltImages.BuiltImage;
import org.whittle.patches.RolloutCause;

/** Tells what a rebuild brings an image: its rollout's cause, and all else that waits for it. */
final class Bringing {
  private Bringing() {}

  /** Whether only other packages are a reason to rebuild. */
  static boolean byPackages(Terms terms) {
    return switch (terms.purpose().cause()) {
      case PATCHES, BASE -> true;
      case RULES, BLUEPRINT, WHITTLE -> false;
    };
  }

  /** Why the rollout has nothing for an image, as far as can be told without resolving. */
  static Optional<String> whyNothing(Terms terms, BuiltImage image) {
    return switch (terms.purpose().cause()) {
      case PATCHES, BASE -> Optional.empty();
      case RULES ->
          image.pinned().isPresent()
              ? Optional.of(
                  "its blueprint pins version " + image.pinned().getAsInt() + " of the rules")
              : image.rules().equals(terms.rules())
                  ? Optional.of("it was built with these rules")
                  : Optional.empty();
      case BLUEPRINT ->
          image.builtRevision() == image.blueprintRevision()
              ? Optional.of("revision " + image.builtRevision() + " of its blueprint is built")
              : Optional.empty();
      case WHITTLE ->
          image.tools().equals(Optional.of(terms.tools()))
              ? Optional.of("it was written by these tools")
              : Optional.empty();
    };
  }

  /**
   * All causes of a rebuild. What nobody knows of the version before counts as changed.
   *
   * @param rules the digest of the rules that it obeys
   * @param updates whether a package changes its version
   */
  static Set<RolloutCause> brings(Terms terms, BuiltImage image, Digest rules, boolean updates) {
    Set<RolloutCause> brings = EnumSet.of(terms.purpose().cause());
    if (updates && terms.base().isEmpty()) {
      brings.add(RolloutCause.PATCHES);
    }
    if (!image.rules().equals(Optional.of(rules))) {
      brings.add(RolloutCause.RULES);
    }
    if (image.builtRevision() != image.blueprintRevision()) {
      brings.add(RolloutCause.BLUEPRINT);
    }
    if (!image.tools().equals(Optional.of(terms.tools()))) {
      brings.add(RolloutCause.WHITTLE);
    }
    return brings;
  }
}
