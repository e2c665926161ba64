package org.whittle.application.sources;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Switches a source on or off. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class SwitchSource {
  /** Switches the source; a source that is off is never synced. */
  public void setEnabled(long id, boolean enabled) {
    throw new UnsupportedOperationException("SwitchSource");
  }
}
