package org.whittle.application.resolution;

/** What is supposed of a package. */
public enum ChangeKind {
  /** It is not asked for any more, and nothing of the name may be chosen. */
  DROPPED,
  /** It stays within a range of versions. */
  HELD,
  /** Its versions, or those within a range, may not be chosen. */
  BANNED
}
