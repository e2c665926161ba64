package org.whittle.patches;

/** Where a patch stands. */
public enum PatchState {
  NEW,
  /** Part of a rollout that is not decided or not ended. */
  PROPOSED,
  /** Approved: the baseline draws from it. */
  APPLIED,
  SUPERSEDED
}
