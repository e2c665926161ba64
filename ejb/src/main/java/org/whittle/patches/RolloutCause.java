package org.whittle.patches;

/** Why images are rebuilt by a rollout. */
public enum RolloutCause {
  /** Newer versions of chosen source packages. */
  PATCHES,
  /** Another version of the rules. */
  RULES,
  /** Blueprints that were revised and not built since. */
  BLUEPRINT,
  /** Newer snapshots of the sources that the baseline rests on, with all differences. */
  BASE,
  /** Another Whittle, whose writers give other bytes. */
  WHITTLE
}
