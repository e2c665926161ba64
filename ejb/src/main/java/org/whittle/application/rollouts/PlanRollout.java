package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.whittle.application.Roles;

/** Plans and proposes rollouts. */
@Stateless
@RolesAllowed(Roles.PATCH_MANAGER)
public class PlanRollout {
  /** What a rollout of these patches would do, without proposing it. */
  public PlanView whatIf(List<Long> patches) {
    throw new UnsupportedOperationException("PlanRollout");
  }

  /** Proposes the rollout; gives its id. */
  public long propose(String title, List<Long> patches, String comment) {
    throw new UnsupportedOperationException("PlanRollout");
  }
}
