package org.whittle.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;

/**
 * Copies blobs from a store to another, verified on the way, and says which are there then.
 *
 * <p>What the other has in full size is not read again. That a blob is copied does not count as its
 * being asked for, so that collection of the first store goes on as if nothing had been.
 */
final class BlobCopy {
  private final BlobStore from;
  private final BlobStore to;
  private final SortedMap<Digest, Long> there = new TreeMap<>();
  private final SortedSet<Digest> damaged = new TreeSet<>();
  private long copied;
  private long copiedBytes;

  BlobCopy(BlobStore from, BlobStore to) {
    this.from = from;
    this.to = to;
  }

  /** Copies all that the first store has now; blobs that are removed meanwhile are passed over. */
  void all() {
    try (Stream<Digest> list = from.list()) {
      for (Iterator<Digest> each = list.iterator(); each.hasNext(); ) {
        Digest digest = each.next();
        if (!there.containsKey(digest) && !damaged.contains(digest)) {
          copyIfThere(digest);
        }
      }
    }
    to.sync();
  }

  private void copyIfThere(Digest digest) {
    try {
      copy(digest);
    } catch (NotFound e) {
      // Collected since it was listed: no row has needed it for days.
      return;
    } catch (Corrupted e) {
      damaged.add(digest);
    }
  }

  /**
   * Copies one.
   *
   * @throws NotFound if the first store does not have it
   * @throws Corrupted if it is damaged there
   */
  void copy(Digest digest) {
    long size = from.size(digest);
    if (sizeThere(digest) != size) {
      BlobStore.Stored stored = from.file(digest).isPresent() ? plain(digest) : packed(digest);
      copied++;
      copiedBytes += stored.size();
    }
    there.put(digest, size);
  }

  private long sizeThere(Digest digest) {
    try {
      return to.size(digest);
    } catch (NotFound | Corrupted e) {
      return -1;
    }
  }

  private BlobStore.Stored plain(Digest digest) {
    try (InputStream content = from.open(digest)) {
      return to.put(digest, content);
    } catch (IOException e) {
      throw new Unavailable("cannot read " + digest + ": " + e.getMessage(), e);
    }
  }

  private BlobStore.Stored packed(Digest digest) {
    try (InputStream content = from.open(digest)) {
      return to.putPacked(content.readAllBytes());
    } catch (IOException e) {
      throw new Unavailable("cannot read " + digest + ": " + e.getMessage(), e);
    }
  }

  /** All that are in the other store for certain, and their sizes. */
  SortedMap<Digest, Long> there() {
    return there;
  }

  /** What is damaged in the first store. */
  SortedSet<Digest> damaged() {
    return damaged;
  }

  /** How many had to be copied. */
  long copied() {
    return copied;
  }

  /** How many bytes those had. */
  long copiedBytes() {
    return copiedBytes;
  }
}
