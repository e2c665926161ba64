package org.whittle.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;

/** Reads every blob of a store and compares it with its name. */
public final class StoreCheck {
  /** The stage under which progress is reported, in blobs. */
  public static final String STAGE = "check";

  private StoreCheck() {}

  /**
   * What was found.
   *
   * @param blobs how many are sound
   * @param bytes how many bytes those have
   * @param damaged whose content is not what the name says, by digest
   */
  public record Report(long blobs, long bytes, List<Digest> damaged) {
    /** Sorts the list. */
    public Report {
      damaged = damaged.stream().sorted().toList();
    }
  }

  /**
   * Checks all blobs, also while others are put and collected; removes nothing.
   *
   * @throws Unavailable if the medium fails as such, or the thread is interrupted
   */
  public static Report run(BlobStore store, Progress progress) {
    long blobs = 0;
    long bytes = 0;
    List<Digest> damaged = new ArrayList<>();
    try (Stream<Digest> all = store.list()) {
      for (Iterator<Digest> each = all.iterator(); each.hasNext(); ) {
        Digest digest = each.next();
        if (Thread.currentThread().isInterrupted()) {
          throw new Unavailable("cannot check the store: cancelled");
        }
        try {
          bytes += read(store, digest);
        } catch (Corrupted e) {
          damaged.add(digest);
          continue;
        } catch (NotFound e) {
          // Collected since it was listed.
          continue;
        }
        progress.report(STAGE, ++blobs, 0);
      }
    }
    return new Report(blobs, bytes, damaged);
  }

  private static long read(BlobStore store, Digest digest) {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (InputStream content = store.open(digest)) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        bytes += n;
      }
      return bytes;
    } catch (IOException e) {
      throw new Corrupted("cannot read " + digest + ": " + e.getMessage(), e);
    }
  }
}
