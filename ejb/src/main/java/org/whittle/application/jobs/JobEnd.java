package org.whittle.application.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Locale;
import org.whittle.application.Caller;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.JobState;
import org.whittle.jobs.Jobs;
import org.whittle.notifications.EventKind;
import org.whittle.notifications.Outbox;

/** Notes how a job ended, and tells whoever wishes to hear of it, in one transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class JobEnd {
  @Inject private Jobs jobs;
  @Inject private Outbox outbox;
  @Inject private Caller caller;

  /** Ends the job. */
  public void end(long id, JobState state, String message) {
    Job job = jobs.job(caller.project(), id);
    jobs.end(id, state, message);
    if (state == JobState.FAILED) {
      tell(
          job,
          EventKind.JOB_FAILED,
          "job " + id + " (" + words(job.kind()) + " of " + job.subject() + ") has failed",
          message);
    } else if (job.kind() == JobKind.REBUILD && !jobs.items(id).isEmpty()) {
      tell(job, EventKind.NIGHT_ENDED, "night job " + id + " has ended", message);
    }
  }

  private void tell(Job job, EventKind kind, String subject, String summary) {
    outbox.tell(caller.project(), kind, subject, summary, "jobs/job.xhtml?id=" + job.id());
  }

  private static String words(JobKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
