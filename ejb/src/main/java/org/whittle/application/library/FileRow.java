package org.whittle.application.library;

import java.util.Optional;

/** A file of an image version and why it is there. */
public record FileRow(
    String path,
    String kind,
    String mode,
    String owner,
    long size,
    Optional<String> content,
    Optional<String> link,
    Optional<String> packageName,
    String reason,
    Optional<String> because) {}
