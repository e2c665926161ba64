package org.whittle.library;

/**
 * What must be known of a version before channel {@code dev} follows it. The names are kept in
 * databases: never rename one.
 */
public enum Verification {
  /** Its structure is sound and its tests passed. */
  TESTS,
  /** Its structure is sound; the tests follow, and take the channel back if they fail. */
  STRUCTURE
}
