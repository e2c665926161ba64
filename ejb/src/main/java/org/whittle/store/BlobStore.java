package org.whittle.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.whittle.kernel.Digest;

/**
 * Immutable content by SHA-256 digest.
 *
 * <p>A blob is visible whole or not at all: content is written aside, verified and renamed, so that
 * a killed process leaves nothing half-written. What was put outlives a failure of power only after
 * {@link #sync}: call it before publishing a name that leads to blobs. Concurrent writers of the
 * same content are safe. Safe for use by any thread.
 *
 * <p>Errors: {@link org.whittle.kernel.Unavailable} when the medium fails (no space, no
 * permission), {@link org.whittle.kernel.Corrupted} when content is not what was promised, {@link
 * org.whittle.kernel.NotFound} when a digest is unknown.
 */
public interface BlobStore {
  /** What was stored: its name and its size in bytes. */
  record Stored(Digest digest, long size) {}

  /** Stores all that the stream still holds; the caller closes it. */
  Stored put(InputStream content);

  /** Stores content that must have the given digest; else nothing is stored. */
  Stored put(Digest expected, InputStream content);

  /** Whether the content is there. */
  boolean contains(Digest digest);

  /**
   * Opens the content; the caller closes it. Reading to the end fails with {@link
   * org.whittle.kernel.Corrupted} if the content does not have its digest.
   */
  InputStream open(Digest digest);

  /** The size in bytes. */
  long size(Digest digest);

  /** A read-only file with exactly this content, where the medium has one: for external tools. */
  Optional<Path> file(Digest digest);

  /** Returns when everything put through this object so far outlives a failure of power. */
  default void sync() {}
}
