package org.whittle.portal.jobs;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.whittle.application.jobs.JobView;
import org.whittle.application.jobs.ReadJobs;
import org.whittle.application.rollouts.RunRollouts;
import org.whittle.portal.frame.PagedModel;
import org.whittle.portal.frame.Says;

/** All jobs, newest first; those that run are live. */
@Named
@ViewScoped
public class JobsPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadJobs jobs;
  @EJB private RunRollouts rollouts;
  @Inject private Says says;

  private List<JobView> running = List.of();
  private final PagedModel<JobView> rows = new PagedModel<>(page -> jobs.jobs(page), JobView::id);

  /** Reads the running jobs anew. */
  @PostConstruct
  public void load() {
    running = jobs.running();
  }

  /** Starts the night job now. */
  public String run() {
    long job = rollouts.startNow();
    says.done("rollouts.started");
    return "/jobs/job?faces-redirect=true&id=" + job;
  }

  /** Jobs that wait or run. */
  public List<JobView> getRunning() {
    return running;
  }

  /** All jobs. */
  public PagedModel<JobView> getRows() {
    return rows;
  }
}
