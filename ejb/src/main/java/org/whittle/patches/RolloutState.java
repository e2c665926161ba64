package org.whittle.patches;

import java.util.EnumSet;
import java.util.Set;

/** Where a rollout stands. */
public enum RolloutState {
  /** Kept by who planned it; nobody is asked yet. */
  DRAFT,
  /** Its candidates have been tested; nobody is asked yet. */
  TESTED,
  AWAITING_APPROVAL,
  /** Approved, but no window opens for it. */
  APPROVED,
  /** Approved, and waiting for a window. */
  SCHEDULED,
  REJECTED,
  RUNNING,
  DONE,
  PARTLY_DONE,
  FAILED,
  /** None of its lines holds any more, or it was withdrawn before anybody decided. */
  VOID,
  /** What it moved points where it pointed before, and its patches are not applied any more. */
  ROLLED_BACK;

  /** Whether nobody has decided: its candidates can be tested, and it can be withdrawn. */
  public boolean isUndecided() {
    return this == DRAFT || this == TESTED || this == AWAITING_APPROVAL;
  }

  /** The states that may follow; none after a rejection or a rollback. */
  public Set<RolloutState> next() {
    return switch (this) {
      case DRAFT -> EnumSet.of(TESTED, AWAITING_APPROVAL, VOID);
      case TESTED -> EnumSet.of(AWAITING_APPROVAL, VOID);
      case AWAITING_APPROVAL -> EnumSet.of(APPROVED, REJECTED, VOID);
      case APPROVED -> EnumSet.of(SCHEDULED, RUNNING, ROLLED_BACK);
      case SCHEDULED -> EnumSet.of(APPROVED, RUNNING, ROLLED_BACK);
      case RUNNING -> EnumSet.of(DONE, PARTLY_DONE, FAILED, VOID, ROLLED_BACK);
      case DONE, PARTLY_DONE, FAILED, VOID -> EnumSet.of(ROLLED_BACK);
      case REJECTED, ROLLED_BACK -> EnumSet.noneOf(RolloutState.class);
    };
  }
}
