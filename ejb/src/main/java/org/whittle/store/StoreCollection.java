package org.whittle.store;

import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;

/**
 * Removes blobs that nobody needs.
 *
 * <p>What was put or asked for within the grace period stays, so that builds go on meanwhile: a
 * blob may be written long before the row that names it. Each blob is decided on alone; whoever
 * interrupts it, or kills it, loses nothing but the rest of the sweep.
 */
public final class StoreCollection {
  /** The stage under which progress is reported, in blobs. */
  public static final String STAGE = "collect";

  private StoreCollection() {}

  /**
   * What was done.
   *
   * @param kept how many blobs are needed, or too young to be judged
   * @param removed how many are gone
   * @param bytes how many bytes those had
   */
  public record Report(long kept, long removed, long bytes) {}

  /**
   * Sweeps the store once.
   *
   * @param needed all that must stay, as it was known at a moment after the limit
   * @param limit who was touched since then stays
   * @throws Unavailable if the medium fails, or the thread is interrupted
   */
  public static Report run(BlobStore store, Set<Digest> needed, Instant limit, Progress progress) {
    long kept = 0;
    long removed = 0;
    long bytes = 0;
    try (Stream<Digest> all = store.list()) {
      for (Iterator<Digest> each = all.iterator(); each.hasNext(); ) {
        if (Thread.currentThread().isInterrupted()) {
          throw new Unavailable("cannot collect the store: cancelled");
        }
        Digest digest = each.next();
        long size = needed.contains(digest) ? -1 : deleted(store, digest, limit);
        if (size < 0) {
          kept++;
        } else {
          removed++;
          bytes += size;
        }
        progress.report(STAGE, kept + removed, 0);
      }
    }
    store.sweep(limit);
    return new Report(kept, removed, bytes);
  }

  /** The size of what was deleted; negative if it stays. */
  private static long deleted(BlobStore store, Digest digest, Instant limit) {
    try {
      long size = store.size(digest);
      return store.delete(digest, limit) ? size : -1;
    } catch (NotFound e) {
      // Somebody else collects too.
      return -1;
    }
  }
}
