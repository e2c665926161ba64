package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Decides on a rollout that somebody else proposed. */
@Stateless
@RolesAllowed(Roles.APPROVER)
public class DecideRollout {
  /** Approves the plan with this digest. */
  public void approve(long id, String planDigest, String comment) {
    throw new UnsupportedOperationException("DecideRollout");
  }

  /** Rejects the plan with this digest; the comment says why. */
  public void reject(long id, String planDigest, String comment) {
    throw new UnsupportedOperationException("DecideRollout");
  }
}
