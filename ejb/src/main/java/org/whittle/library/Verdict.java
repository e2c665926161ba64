package org.whittle.library;

/** Outcome of a verification. */
public enum Verdict {
  PASSED,
  FAILED,
  /** Nothing was verified. */
  UNKNOWN
}
