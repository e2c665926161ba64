package org.whittle.catalogue;

/** How the last sync of a source ended. */
public enum SyncState {
  NEVER,
  SYNCED,
  FAILED
}
