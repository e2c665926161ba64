package org.whittle.application.rollouts;

/** What a rollout waits for. */
public enum WaitKind {
  /** Whoever keeps it as a draft. */
  PROPOSAL,
  /** Somebody else's decision. */
  APPROVAL,
  /** A job that rebuilds right now; it is in there. */
  JOB,
  /** Tests of what was published before them. */
  TESTS,
  /** The night job, which starts within a minute. */
  START,
  /** A window. */
  WINDOW,
  /** The end of a black-out, and then a window. */
  BLACKOUT,
  /** Somebody stopped the night job in this window. */
  STOPPED,
  /** Nothing that will come by itself: no window opens. */
  NOTHING
}
