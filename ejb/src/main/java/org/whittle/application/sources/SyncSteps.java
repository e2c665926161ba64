package org.whittle.application.sources;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.audit.AuditTrail;
import org.whittle.catalogue.Baselines;
import org.whittle.catalogue.Snapshot;
import org.whittle.catalogue.Snapshots;
import org.whittle.catalogue.Source;
import org.whittle.catalogue.SourceKind;
import org.whittle.catalogue.Sources;
import org.whittle.patches.AdvisoryFeeds;
import org.whittle.patches.Holds;
import org.whittle.patches.PatchRecorder;
import org.whittle.source.KnownRelease;
import org.whittle.source.SourceDefinition;

/** The short transactions of a sync. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class SyncSteps {
  @Inject private Sources sources;
  @Inject private Snapshots snapshots;
  @Inject private Baselines baselines;
  @Inject private PatchRecorder patches;
  @Inject private AdvisoryFeeds advisories;
  @Inject private Holds holds;
  @Inject private AuditTrail trail;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Where to fetch from and what is known already. */
  record Known(int projectId, SourceDefinition definition, Optional<KnownRelease> release) {}

  /** The name of a source that may be synced. */
  String startedBy(long sourceId) {
    return sources.source(caller.project(), sourceId).definition().name();
  }

  Known begin(long sourceId) {
    Source source = sources.source(caller.project(), sourceId);
    Optional<KnownRelease> release =
        snapshots
            .newest(sourceId)
            .map(snapshot -> new KnownRelease(snapshot.releasedAt(), snapshot.release()));
    return new Known(caller.project(), source.definition(), release);
  }

  String unchanged(long sourceId, Instant date) {
    Source source = sources.source(caller.project(), sourceId);
    source.synced(clock.instant());
    return source.name() + " has not changed since " + date;
  }

  /** Settles the baseline and the patches that a new snapshot brings. */
  String stored(long sourceId, int number, String startedBy) {
    Source source = sources.source(caller.project(), sourceId);
    source.synced(clock.instant());
    Snapshot snapshot = snapshots.newest(sourceId).orElseThrow();
    boolean base =
        source.kind() == SourceKind.BASE && baselines.rest(Baselines.DEFAULT, sourceId, number);
    int found = base ? 0 : patches.record(caller.project(), Baselines.DEFAULT, snapshot.id());
    holds.judge(caller.project());
    if (found > 0) {
      advisories.match(caller.project());
    }
    trail.record(
        caller.project(),
        startedBy,
        "sync source",
        "source " + source.name(),
        "snapshot " + number + ", release " + snapshot.release());
    return source.name()
        + ": snapshot "
        + number
        + " with "
        + snapshot.packages()
        + " packages"
        + (base ? "" : ", " + found + " new patches")
        + (snapshot.skipped() == 0 ? "" : ", " + snapshot.skipped() + " malformed stanzas skipped");
  }

  void failed(long sourceId, String message) {
    sources.source(caller.project(), sourceId).failed(clock.instant(), message);
  }
}
