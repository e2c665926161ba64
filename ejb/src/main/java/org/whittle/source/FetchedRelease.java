package org.whittle.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.kernel.Digest;

/**
 * A verified release with its indices, all of it in the store.
 *
 * @param digest of the release as it was signed, {@code InRelease}
 * @param date when the archive made it
 * @param validUntil when it must not be used any more
 * @param signer fingerprint of the certificate that signed, in upper-case hexadecimal digits
 * @param signedAt when
 * @param origin the vendor as the release names it, empty if it does not
 * @param suite as the release names it, such as {@code stable}
 * @param codename as the release names it, such as {@code bookworm}
 * @param version as the release names it, such as {@code 12.15}; empty if it does not
 * @param indices by component in the order of the definition, the machine's architecture first
 */
public record FetchedRelease(
    Digest digest,
    Instant date,
    Optional<Instant> validUntil,
    String signer,
    Instant signedAt,
    String origin,
    String suite,
    String codename,
    String version,
    List<FetchedIndex> indices) {

  /** Copies the list. */
  public FetchedRelease {
    indices = List.copyOf(indices);
  }

  /** What the next sync compares with. */
  public KnownRelease known() {
    return new KnownRelease(date, digest);
  }
}
