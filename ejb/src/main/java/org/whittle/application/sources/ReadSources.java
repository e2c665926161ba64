package org.whittle.application.sources;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.catalogue.Snapshots;
import org.whittle.catalogue.Sources;

/** Reads sources and snapshots. */
@Stateless
@RolesAllowed({Roles.VIEWER, Roles.SYSTEM})
public class ReadSources {
  @Inject private Sources sources;
  @Inject private Snapshots snapshots;
  @Inject private HostSources host;
  @Inject private SourceViews views;
  @Inject private Caller caller;

  /** All sources, by name. */
  public List<SourceView> all() {
    return sources.all(caller.project()).stream().map(views::view).toList();
  }

  /** What the host's own package configuration names. */
  public List<OfferedView> offered() {
    return host.views(name -> sources.find(caller.project(), name).isPresent());
  }

  /** One source. */
  public SourceView source(long id) {
    return views.view(sources.source(caller.project(), id));
  }

  /** Snapshots of a source, newest first. */
  public List<SnapshotView> snapshots(long id) {
    return snapshots.of(sources.source(caller.project(), id).id()).stream()
        .map(views::view)
        .toList();
  }
}
