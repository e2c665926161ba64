package org.whittle.notifications;

import java.util.Locale;

/** What can be told. */
public enum EventKind {
  ROLLOUT_PROPOSED,
  /** A rollout or a promotion waits for the one who is told. */
  APPROVAL_AWAITED,
  /** It still waits. */
  APPROVAL_REMINDER,
  ROLLOUT_APPROVED,
  ROLLOUT_REJECTED,
  /** One approval was enough, since it is urgent: told to all approvers, wished or not. */
  URGENT_APPROVAL,
  ROLLOUT_DONE,
  ROLLOUT_PARTLY_DONE,
  ROLLOUT_FAILED,
  ROLLOUT_VOID,
  ROLLED_BACK,
  /** The first version of a rollout that was published before its tests and did not pass them. */
  TESTS_NOT_PASSED,
  PROMOTION_ASKED,
  PROMOTION_APPROVED,
  PROMOTION_REJECTED,
  /** Its channel has moved by another way. */
  PROMOTION_VOID,
  JOB_FAILED,
  NIGHT_ENDED,
  HOLD_EXPIRED,
  /** Somebody tries whether a receiver is reached. */
  TRIAL;

  /** As machines read it: {@code rollout-proposed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
