package org.whittle.catalogue;

/** What part a source plays for a baseline. */
public enum SourceKind {
  /** The release itself; its newest snapshot starts a baseline. */
  BASE,
  /** Stable updates: patches. */
  UPDATES,
  /** Security updates: patches. */
  SECURITY,
  /** Another vendor's archive. */
  OTHER
}
