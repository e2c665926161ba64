package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;

/** Reads rollouts. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadRollouts {
  /** Rollouts, newest first. */
  public Page<RolloutRow> rollouts(PageRequest page) {
    throw new UnsupportedOperationException("ReadRollouts");
  }

  /** One rollout. */
  public RolloutPage rollout(long id) {
    throw new UnsupportedOperationException("ReadRollouts");
  }
}
