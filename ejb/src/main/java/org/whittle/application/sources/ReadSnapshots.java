package org.whittle.application.sources;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.catalogue.Installability;
import org.whittle.catalogue.Snapshot;
import org.whittle.catalogue.Snapshots;
import org.whittle.catalogue.Source;
import org.whittle.catalogue.Sources;

/** Reads a snapshot, and which of its packages cannot be installed. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadSnapshots {
  @Inject private Snapshots snapshots;
  @Inject private Sources sources;
  @Inject private Installability installability;
  @Inject private SourceViews views;
  @Inject private Caller caller;

  /** One snapshot. */
  public SnapshotPage snapshot(long id) {
    Snapshot snapshot = snapshots.snapshot(caller.project(), id);
    Source source = sources.source(caller.project(), snapshot.sourceId());
    return new SnapshotPage(views.view(snapshot), source.id(), source.name(), source.suite());
  }

  /** The broken packages whose name contains the text, by name; none if it was not checked. */
  public Page<BrokenPackage> broken(long id, String text, PageRequest page) {
    long known = snapshots.snapshot(caller.project(), id).id();
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    List<BrokenPackage> rows =
        installability.broken(known, wanted, page.first(), page.size()).stream()
            .map(
                broken ->
                    new BrokenPackage(
                        broken.id().name().value(),
                        broken.id().version().value(),
                        broken.id().architecture().value(),
                        broken.explanation()))
            .toList();
    return new Page<>(rows, installability.count(known, wanted));
  }
}
