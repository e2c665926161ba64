package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import org.whittle.application.Roles;
import org.whittle.application.jobs.LongWork;
import org.whittle.jobs.JobKind;

/** Starts the rebuild of approved rollouts. */
@Stateless
@RolesAllowed({Roles.OPERATOR, Roles.SYSTEM})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunRollouts {
  @Inject private LongWork work;

  /** Starts the night job now; gives the id of the job. */
  public long startNow() {
    return work.start("rebuild", JobKind.REBUILD, "approved rollouts", OptionalLong.empty());
  }
}
