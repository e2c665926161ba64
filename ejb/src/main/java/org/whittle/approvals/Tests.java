package org.whittle.approvals;

/** Which candidates of a rollout must be tested before anybody can approve it. */
public enum Tests {
  /** None: the night tests what it builds. */
  NONE,
  /** Some of each family; the night tests the others. */
  SAMPLE,
  ALL
}
