package org.whittle.patches;

/** Where a line of a rollout stands. */
public enum LineState {
  PLANNED,
  /** Its version is published, and its tests are still to be run. */
  PUBLISHED,
  DONE,
  /** Nothing had to be built. */
  SKIPPED,
  FAILED,
  /** Its inputs changed after the decision. */
  VOID,
  /** It was done, and taken back. */
  ROLLED_BACK
}
