package org.whittle.application.sources;

import java.time.Instant;
import java.util.Optional;

/**
 * What a source offered at one moment.
 *
 * @param installability what the check of its packages gave; empty if there was none yet
 */
public record SnapshotView(
    long id,
    int number,
    String releaseDigest,
    Instant releasedAt,
    Optional<Instant> validUntil,
    String signedBy,
    Instant fetchedAt,
    int packages,
    int skipped,
    Optional<Check> installability) {
  /**
   * A check whether each package can be installed.
   *
   * @param context the snapshots whose packages could help; empty if there was none
   * @param packages how many packages were checked
   * @param broken how many of them cannot be installed
   */
  public record Check(
      Instant checkedAt, String context, int packages, int broken, long durationMillis) {}

  /** What is known of the packages in a word. */
  public CheckState checkState() {
    return installability
        .map(check -> check.broken() == 0 ? CheckState.WHOLE : CheckState.BROKEN)
        .orElse(CheckState.UNKNOWN);
  }
}
