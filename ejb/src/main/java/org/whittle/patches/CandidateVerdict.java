package org.whittle.patches;

/** What the tests of a line's candidate said. */
public enum CandidateVerdict {
  /** Nobody has tested it, or it could not be tested. */
  NOT_RUN,
  PASSED,
  FAILED
}
