package org.whittle.application.sources;

import java.time.Instant;
import java.util.Optional;

/** What a source offered at one moment. */
public record SnapshotView(
    long id,
    int number,
    String releaseDigest,
    Instant releasedAt,
    Optional<Instant> validUntil,
    String signedBy,
    Instant fetchedAt,
    int packages,
    int skipped) {}
