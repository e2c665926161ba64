package org.whittle.application.patches;

import java.util.Optional;
import org.whittle.patches.Impact;

/** An image that a patch touches. */
public record AffectedImage(
    String image,
    int version,
    String packages,
    Impact byFile,
    int filesChanged,
    String reason,
    Optional<String> heldBecause) {}
