package org.whittle.application.jobs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.whittle.application.Roles;
import org.whittle.application.Settings;
import org.whittle.jobs.Jobs;

/** Takes the lease of a job for this server. */
@Stateless
@RolesAllowed(Roles.SYSTEM)
public class JobLease {
  @Inject private Jobs jobs;
  @Inject private Settings settings;

  /** Notes that this server runs the job, under this execution of the batch. */
  public void begin(long jobId, long executionId) {
    jobs.begin(jobId, settings.node(), executionId);
  }
}
