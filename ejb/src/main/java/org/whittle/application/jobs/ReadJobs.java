package org.whittle.application.jobs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;

/** Reads jobs. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadJobs {
  /** Jobs, newest first. */
  public Page<JobView> jobs(PageRequest page) {
    throw new UnsupportedOperationException("ReadJobs");
  }

  /** One job with its items. */
  public JobPage job(long id) {
    throw new UnsupportedOperationException("ReadJobs");
  }

  /** Jobs that wait or run. */
  public List<JobView> running() {
    throw new UnsupportedOperationException("ReadJobs");
  }
}
