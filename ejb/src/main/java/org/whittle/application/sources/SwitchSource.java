package org.whittle.application.sources;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.catalogue.Source;
import org.whittle.catalogue.Sources;

/** Switches a source on or off. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class SwitchSource {
  @Inject private Sources sources;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /** Switches the source; a source that is off is never synced. */
  public void setEnabled(long id, boolean enabled) {
    Source source = sources.source(caller.project(), id);
    source.setEnabled(enabled);
    audited.record(enabled ? "enable source" : "disable source", "source " + source.name(), "");
  }
}
