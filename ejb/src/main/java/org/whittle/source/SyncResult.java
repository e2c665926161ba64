package org.whittle.source;

/** What a look at an archive brought. */
public sealed interface SyncResult {
  /** The archive still offers the release that is known; it was verified and is still valid. */
  record Unchanged(KnownRelease release) implements SyncResult {}

  /** The archive offers something new, and it is in the store. */
  record Fetched(FetchedRelease release) implements SyncResult {}
}
