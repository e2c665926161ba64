package org.whittle.application.sources;

import java.time.Instant;
import java.util.Optional;
import org.whittle.catalogue.SourceKind;
import org.whittle.catalogue.SyncState;

/** A source and how fresh it is. */
public record SourceView(
    long id,
    String name,
    String uri,
    String suite,
    String components,
    String architecture,
    SourceKind kind,
    boolean enabled,
    SyncState syncState,
    Optional<Instant> lastCheckedAt,
    Optional<String> lastError,
    Optional<SnapshotView> newest) {}
