package org.whittle.jobs;

/** Where a job stands. */
public enum JobState {
  WAITING,
  RUNNING,
  DONE,
  /** Some of its items failed. */
  PARTLY_DONE,
  FAILED,
  /** The server that ran it is gone. */
  INTERRUPTED
}
