package org.whittle.source;

/** What part a suite plays in its distribution. */
public enum SuiteRole {
  /** The release itself. */
  BASE,
  /** Stable updates. */
  UPDATES,
  /** Security updates. */
  SECURITY,
  /** Anything else. */
  OTHER
}
