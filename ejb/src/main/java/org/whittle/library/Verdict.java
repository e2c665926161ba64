package org.whittle.library;

/** Outcome of a verification. The names are kept in databases: never rename one. */
public enum Verdict {
  PASSED,
  /** Something was found that does not fail the image, and is named. */
  REPORTED,
  FAILED,
  /** Nothing was verified. */
  UNKNOWN
}
