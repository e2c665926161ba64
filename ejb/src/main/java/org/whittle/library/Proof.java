package org.whittle.library;

/** What is known of a version once it is published. */
public enum Proof {
  VERIFIED,
  /** Its structure is sound, channel {@code dev} follows it, and its tests are still to be run. */
  OUTSTANDING,
  NOT_VERIFIED;

  /** Whether channel {@code dev} follows. */
  public boolean isFollowed() {
    return this != NOT_VERIFIED;
  }
}
