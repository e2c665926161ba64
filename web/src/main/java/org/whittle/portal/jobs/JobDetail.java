package org.whittle.portal.jobs;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.whittle.application.jobs.JobPage;
import org.whittle.application.jobs.ReadJobs;
import org.whittle.jobs.JobState;

/** One job and its items. */
@Named
@ViewScoped
public class JobDetail implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadJobs jobs;

  private long id;
  private @Nullable JobPage page;

  /** Reads the job. */
  public void load() {
    page = jobs.job(id);
  }

  /** The job. */
  public @Nullable JobPage getPage() {
    return page;
  }

  /** Whether the job still waits or runs. */
  public boolean isOpen() {
    JobPage known = page;
    return known != null
        && (known.job().state() == JobState.RUNNING || known.job().state() == JobState.WAITING);
  }

  /** The job's id. */
  public long getId() {
    return id;
  }

  /** The job's id. */
  public void setId(long id) {
    this.id = id;
  }
}
