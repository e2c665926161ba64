package org.whittle.application.patches;

import java.time.Instant;
import java.util.Optional;
import org.whittle.advisory.AdvisoryFormat;

/**
 * A file of advisories that an operator supplies.
 *
 * @param release whose advisories are taken, as the format names it
 * @param uri where it is read again from; empty: it is given as a file
 * @param advisories how many it holds of the release
 * @param error why it could not be read the last time; what it said before still holds
 */
public record FeedView(
    String name,
    AdvisoryFormat format,
    String release,
    Optional<String> uri,
    int advisories,
    Optional<Instant> loadedAt,
    Optional<Instant> checkedAt,
    Optional<String> error) {}
