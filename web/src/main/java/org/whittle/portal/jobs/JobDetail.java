package org.whittle.portal.jobs;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.whittle.application.jobs.JobPage;
import org.whittle.application.jobs.ReadJobs;
import org.whittle.application.jobs.StopJob;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.JobState;
import org.whittle.portal.frame.Says;

/** One job and its items. */
@Named
@ViewScoped
public class JobDetail implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadJobs jobs;
  @EJB private StopJob stopping;
  @Inject private Says says;

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

  /** Whether it can be stopped: a rebuild that nobody asked to stop yet. */
  public boolean isStoppable() {
    JobPage known = page;
    return isOpen()
        && known != null
        && known.job().kind() == JobKind.REBUILD
        && known.job().stopAskedBy().isEmpty();
  }

  /** The number of the rollout whose candidates it tests; empty if it does something else. */
  public String getRollout() {
    JobPage known = page;
    return known != null && known.job().kind() == JobKind.TEST
        ? known.job().subject().replaceFirst("^rollout ", "")
        : "";
  }

  /** Asks it to take no further image. */
  public void stop() {
    stopping.stop(id);
    says.done("jobs.stopping");
    load();
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
