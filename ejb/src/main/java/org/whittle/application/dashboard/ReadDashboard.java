package org.whittle.application.dashboard;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Reads what the dashboard shows. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadDashboard {
  /** The state of the library now. */
  public DashboardView read() {
    throw new UnsupportedOperationException("ReadDashboard");
  }
}
