package org.whittle.application.jobs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.jobs.Job;
import org.whittle.jobs.Jobs;

/** Reads jobs. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadJobs {
  @Inject private Jobs jobs;
  @Inject private Caller caller;

  /** Jobs, newest first. */
  public Page<JobView> jobs(PageRequest page) {
    return new Page<>(
        views(jobs.newest(caller.project(), page.first(), page.size())),
        jobs.count(caller.project()));
  }

  /** One job with its items. */
  public JobPage job(long id) {
    JobView view = view(jobs.job(caller.project(), id));
    List<JobPage.Item> items =
        jobs.items(id).stream()
            .map(i -> new JobPage.Item(i.subject(), i.state(), i.message(), i.endedAt()))
            .toList();
    return new JobPage(view, items);
  }

  /** Jobs that wait or run. */
  public List<JobView> running() {
    return views(jobs.unfinished(caller.project()));
  }

  private static List<JobView> views(List<Job> jobs) {
    return jobs.stream().map(ReadJobs::view).toList();
  }

  private static JobView view(Job job) {
    return new JobView(
        job.id(),
        job.kind(),
        job.subject(),
        job.state(),
        job.startedBy(),
        job.createdAt(),
        job.startedAt(),
        job.endedAt(),
        job.stage(),
        job.stageDone(),
        job.stageTotal(),
        job.message(),
        job.inWindow(),
        job.stopAskedBy());
  }
}
