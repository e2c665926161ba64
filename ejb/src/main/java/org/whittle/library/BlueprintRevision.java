package org.whittle.library;

import java.time.Instant;
import org.whittle.kernel.Digest;

/** One revision of an image's blueprint, as the author wrote it. */
public record BlueprintRevision(
    long id, int revision, String yaml, Digest digest, Instant createdAt, String createdBy) {}
