package org.whittle.application.sources;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import org.whittle.application.Roles;
import org.whittle.application.jobs.LongWork;
import org.whittle.jobs.JobKind;

/** Syncs a source in the background. */
@Stateless
@RolesAllowed({Roles.PATCH_MANAGER, Roles.OPERATOR, Roles.ADMINISTRATOR})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SyncSource {
  @Inject private SyncSteps steps;
  @Inject private LongWork work;

  /** Starts a sync; gives the id of the job. */
  public long start(long sourceId) {
    return work.start("sync", JobKind.SYNC, steps.startedBy(sourceId), OptionalLong.of(sourceId));
  }
}
