package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Starts the rebuild of approved rollouts. */
@Stateless
@RolesAllowed(Roles.OPERATOR)
public class RunRollouts {
  /** Starts the night job now; gives the id of the job. */
  public long startNow() {
    throw new UnsupportedOperationException("RunRollouts");
  }
}
