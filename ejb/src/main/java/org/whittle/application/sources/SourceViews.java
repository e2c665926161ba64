package org.whittle.application.sources;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.whittle.catalogue.Installability;
import org.whittle.catalogue.Snapshot;
import org.whittle.catalogue.Snapshots;
import org.whittle.catalogue.Source;

/** Turns sources and snapshots into the values that leave the use cases. */
@ApplicationScoped
class SourceViews {
  @Inject private Snapshots snapshots;
  @Inject private Installability installability;

  SourceView view(Source source) {
    return new SourceView(
        source.id(),
        source.name(),
        source.uri(),
        source.suite(),
        source.components(),
        source.architecture(),
        source.kind(),
        source.isEnabled(),
        source.syncState(),
        source.lastCheckedAt(),
        source.lastError(),
        snapshots.newest(source.id()).map(this::view));
  }

  SnapshotView view(Snapshot snapshot) {
    return new SnapshotView(
        snapshot.id(),
        snapshot.number(),
        snapshot.release().hex(),
        snapshot.releasedAt(),
        snapshot.validUntil(),
        snapshot.signedBy(),
        snapshot.fetchedAt(),
        snapshot.packages(),
        snapshot.skipped(),
        installability
            .find(snapshot.id())
            .map(
                check ->
                    new SnapshotView.Check(
                        check.checkedAt(),
                        check.context(),
                        check.packages(),
                        check.broken(),
                        check.durationMillis())));
  }
}
