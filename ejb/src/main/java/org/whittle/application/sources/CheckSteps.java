package org.whittle.application.sources;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whittle.application.Caller;
import org.whittle.catalogue.Installability;
import org.whittle.catalogue.Snapshot;
import org.whittle.catalogue.SnapshotDraws;
import org.whittle.catalogue.Snapshots;
import org.whittle.format.PackageId;

/** The short transactions of a check for installability. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class CheckSteps {
  @Inject private Snapshots snapshots;
  @Inject private SnapshotDraws draws;
  @Inject private Installability results;
  @Inject private Caller caller;

  /** A snapshot that was not checked. */
  record Subject(long snapshotId, SnapshotDraws.SnapshotDraw draw, Set<PackageId> packages) {}

  /** The newest snapshot of a source unless it was checked. */
  Optional<Subject> unchecked(long sourceId) {
    return snapshots
        .newest(sourceId)
        .map(Snapshot::id)
        .filter(id -> results.find(id).isEmpty())
        .map(id -> new Subject(id, draws.inUse(caller.project(), id), results.offered(id)));
  }

  void store(long snapshotId, Installability.Result result, List<Installability.Broken> broken) {
    results.store(snapshotId, result, broken);
  }
}
