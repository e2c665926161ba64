package org.whittle.store;

import java.time.Instant;
import java.util.Optional;
import org.whittle.kernel.Digest;

/**
 * Small data computed from a blob and kept under the blob's digest, so that it is computed once.
 *
 * <p>The kind names the computation and its version, such as {@code elf-1} or {@code unpacked-1}:
 * lower-case letters, digits and hyphens. What is kept can always be computed again; a lost entry
 * is no error. Safe for use by any thread.
 */
public interface DerivedData {
  /** What was kept for the blob. */
  Optional<byte[]> find(String kind, Digest of);

  /** Keeps data for the blob, replacing what was there at once. */
  void keep(String kind, Digest of, byte[] data);

  /**
   * Forgets what nobody has kept or found since a moment, also while others use it.
   *
   * @return how many entries are gone; 0 where nothing needs to be forgotten
   */
  default long forget(Instant unusedSince) {
    return 0;
  }
}
