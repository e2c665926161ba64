package org.whittle.application.resolution;

/** What is known of how good a resolution is. */
public enum Optimality {
  /** The mode makes no claim. */
  NOT_CLAIMED,
  /** No other set is better. */
  PROVED,
  /** Better sets may exist: the time for the proof ran out. */
  NOT_PROVED
}
