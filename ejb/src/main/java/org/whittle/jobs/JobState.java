package org.whittle.jobs;

/** Where a job stands. */
public enum JobState {
  WAITING,
  RUNNING,
  DONE,
  /** Some of its items failed. */
  PARTLY_DONE,
  FAILED,
  /** It was stopped at a place to go on from: by somebody, or by the end of its window. */
  STOPPED,
  /** The server that ran it is gone. */
  INTERRUPTED
}
