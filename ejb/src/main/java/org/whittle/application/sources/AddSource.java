package org.whittle.application.sources;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Adds a source. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class AddSource {
  /** Adds a source that is described by hand. */
  public SourceView add(NewSource source) {
    throw new UnsupportedOperationException("AddSource");
  }

  /** Adds a source that the host's configuration offers, by the name it is offered under. */
  public SourceView addOffered(String name) {
    throw new UnsupportedOperationException("AddSource");
  }
}
