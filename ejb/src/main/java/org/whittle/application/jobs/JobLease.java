package org.whittle.application.jobs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.whittle.application.Roles;
import org.whittle.application.Settings;
import org.whittle.jobs.Jobs;

/** Takes the lease of a job for this server, and lets go of it. */
@Stateless
@RolesAllowed(Roles.SYSTEM)
public class JobLease {
  @Inject private Jobs jobs;
  @Inject private WorkHere here;
  @Inject private Settings settings;

  /** Notes that this server runs the job, under this execution of the batch. */
  public void begin(long jobId, long executionId) {
    here.begin(jobId);
    jobs.begin(jobId, settings.node(), executionId);
  }

  /** Notes that nothing works on the job any more, whatever its row says. */
  public void end(long jobId) {
    here.end(jobId);
  }
}
