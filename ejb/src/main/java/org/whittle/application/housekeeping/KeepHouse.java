package org.whittle.application.housekeeping;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import org.whittle.application.Roles;
import org.whittle.application.jobs.LongWork;
import org.whittle.jobs.JobKind;

/** Starts housekeeping. */
@Stateless
@RolesAllowed({Roles.OPERATOR, Roles.SYSTEM})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeepHouse {
  @Inject private LongWork work;

  /** Starts it now; gives the id of the job. */
  public long startNow() {
    return work.start("housekeeping", JobKind.HOUSEKEEPING, "store", OptionalLong.empty());
  }
}
