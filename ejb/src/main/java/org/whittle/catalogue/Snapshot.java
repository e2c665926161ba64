package org.whittle.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.kernel.Digest;

/**
 * What a source offered at one moment; never changed.
 *
 * @param number counts from 1 within the source
 * @param signedBy fingerprint of the key that signed the release
 */
public record Snapshot(
    long id,
    long sourceId,
    int number,
    Digest release,
    Instant releasedAt,
    Optional<Instant> validUntil,
    String signedBy,
    Instant fetchedAt,
    int packages,
    int skipped,
    List<Index> indices) {

  /** A package index of the snapshot: its plain text is a blob. */
  public record Index(String component, String architecture, Digest digest, long size) {}
}
