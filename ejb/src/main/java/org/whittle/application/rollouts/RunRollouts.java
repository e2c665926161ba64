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
  /** The batch job. */
  public static final String BATCH_JOB = "rebuild";

  /** What such a job works on, for people. */
  public static final String SUBJECT = "approved rollouts";

  @Inject private LongWork work;

  /** Starts the night job now, whatever the windows say; gives the id of the job. */
  public long startNow() {
    return work.start(BATCH_JOB, JobKind.REBUILD, SUBJECT, OptionalLong.empty());
  }
}
