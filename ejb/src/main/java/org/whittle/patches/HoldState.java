package org.whittle.patches;

/** Whether a hold that was not released keeps anything back. */
public enum HoldState {
  /** It does. */
  IN_FORCE,
  /** Its end has passed. */
  EXPIRED
}
