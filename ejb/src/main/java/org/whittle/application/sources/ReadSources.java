package org.whittle.application.sources;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.whittle.application.Roles;

/** Reads sources and snapshots. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadSources {
  /** All sources, by name. */
  public List<SourceView> all() {
    throw new UnsupportedOperationException("ReadSources");
  }

  /** What the host's own package configuration names. */
  public List<OfferedView> offered() {
    throw new UnsupportedOperationException("ReadSources");
  }

  /** One source. */
  public SourceView source(long id) {
    throw new UnsupportedOperationException("ReadSources");
  }

  /** Snapshots of a source, newest first. */
  public List<SnapshotView> snapshots(long id) {
    throw new UnsupportedOperationException("ReadSources");
  }
}
