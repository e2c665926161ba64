package org.whittle.application.sources;

/** Whether all packages of a snapshot can be installed. */
public enum CheckState {
  /** Not checked. */
  UNKNOWN,
  /** All can. */
  WHOLE,
  /** Some cannot. */
  BROKEN
}
