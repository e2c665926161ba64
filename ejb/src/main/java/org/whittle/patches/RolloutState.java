package org.whittle.patches;

/** Where a rollout stands. */
public enum RolloutState {
  AWAITING_APPROVAL,
  APPROVED,
  REJECTED,
  RUNNING,
  DONE,
  PARTLY_DONE,
  FAILED,
  /** None of its lines holds any more. */
  VOID,
  /** What it moved points where it pointed before, and its patches are not applied any more. */
  ROLLED_BACK
}
