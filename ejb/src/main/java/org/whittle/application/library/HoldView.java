package org.whittle.application.library;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A hold: the image stays on a version of a package. */
public record HoldView(
    long id,
    String image,
    String packageName,
    String version,
    String reason,
    String owner,
    Instant createdAt,
    Optional<LocalDate> until,
    boolean expired) {}
