package org.whittle.library;

/** Where the wish to promote a version stands. */
public enum PromotionState {
  /** Somebody else has to decide. */
  AWAITING_APPROVAL,
  /** Enough have approved: the channel points to the version. */
  APPROVED,
  /** Somebody said no. */
  REJECTED,
  /** What was asked for is not what it would be now. */
  VOID
}
