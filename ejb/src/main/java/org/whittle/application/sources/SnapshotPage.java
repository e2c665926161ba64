package org.whittle.application.sources;

/** A snapshot and where it comes from. */
public record SnapshotPage(SnapshotView snapshot, long sourceId, String source, String suite) {}
