package org.whittle.application.library;

import java.time.Instant;
import java.util.Optional;
import org.whittle.library.ImageState;

/** An image in a list, sizes in bytes. */
public record ImageRow(
    String name,
    String description,
    ImageState state,
    String stateReason,
    int newestVersion,
    Optional<Instant> builtAt,
    long closureBytes,
    long thinBytes,
    int packages) {}
