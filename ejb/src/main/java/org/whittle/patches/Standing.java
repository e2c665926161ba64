package org.whittle.patches;

import java.time.Instant;
import java.util.Optional;
import org.whittle.library.ImageState;

/**
 * Where an image stands, sizes in bytes.
 *
 * @param waiting patches that a package of its newest version could take
 * @param held how many of them a hold keeps back
 * @param outstanding whether it was published before its tests, and they are still to be run
 */
public record Standing(
    long imageId,
    String name,
    String description,
    ImageState state,
    int newestVersion,
    Optional<Instant> builtAt,
    long closureBytes,
    long thinBytes,
    int packages,
    int blueprintRevision,
    int builtRevision,
    int waiting,
    int held,
    Optional<String> lastFailure,
    String structure,
    String tests,
    String misses,
    boolean outstanding) {}
