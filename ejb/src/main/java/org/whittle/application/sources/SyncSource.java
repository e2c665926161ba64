package org.whittle.application.sources;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Syncs a source in the background. */
@Stateless
@RolesAllowed({Roles.PATCH_MANAGER, Roles.OPERATOR, Roles.ADMINISTRATOR})
public class SyncSource {
  /** Starts a sync; gives the id of the job. */
  public long start(long sourceId) {
    throw new UnsupportedOperationException("SyncSource");
  }
}
