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

/** Starts the tests of a rollout's candidates: nothing is published by them. */
@Stateless
@RolesAllowed({Roles.PATCH_MANAGER, Roles.APPROVER})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TestCandidates {
  /** The batch job. */
  public static final String BATCH_JOB = "test";

  @Inject private CandidateSteps steps;
  @Inject private LongWork work;

  /**
   * Starts the tests of the candidates that policies want tested, or of all: if no policy wants any
   * that is untested, of all too; gives the id of the job.
   */
  public long start(long id, boolean all) {
    steps.deal(id, all);
    return work.start(BATCH_JOB, JobKind.TEST, "rollout " + id, OptionalLong.of(id));
  }
}
