package org.whittle.application.holds;

/** Which images a hold speaks of. */
public enum HoldReach {
  /** One. */
  IMAGE,
  /** Those with a label. */
  LABEL,
  /** All. */
  LIBRARY
}
