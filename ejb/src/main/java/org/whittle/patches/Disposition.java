package org.whittle.patches;

/** What the plan of a rollout says of an image. */
public enum Disposition {
  REBUILD,
  HELD,
  UNAFFECTED,
  UNRESOLVABLE
}
