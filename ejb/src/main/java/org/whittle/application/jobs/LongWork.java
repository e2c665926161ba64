package org.whittle.application.jobs;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.OptionalLong;
import org.whittle.application.Caller;
import org.whittle.application.Settings;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobKind;
import org.whittle.jobs.JobProgress;
import org.whittle.jobs.JobState;
import org.whittle.jobs.Jobs;
import org.whittle.kernel.Failure;

/** How every use case starts long work, and how the batch runs it. */
@ApplicationScoped
public class LongWork {
  private static final System.Logger LOG = System.getLogger(LongWork.class.getName());

  /** What is said of a failure that nobody foresaw. */
  public static final String INTERNAL = "an internal error; the server's log has its cause";

  @Inject private Jobs jobs;
  @Inject private Caller caller;
  @Inject private Clock clock;
  @Inject private JobEnd ends;
  @Inject private WorkHere here;
  @Inject private Settings settings;
  @EJB private JobStarter starter;

  /** What a job does: ends with a sentence for people, or with a failure. */
  @FunctionalInterface
  public interface Work {
    /** Does the work. */
    Ending run(Job job, JobProgress progress);
  }

  /** How a job ended. */
  public record Ending(JobState state, String message) {
    /** All is done. */
    public static Ending done(String message) {
      return new Ending(JobState.DONE, message);
    }
  }

  /** Creates the row and hands the job to the batch engine; to be called outside a transaction. */
  public long start(String batchJob, JobKind kind, String subject, OptionalLong subjectId) {
    long id = jobs.create(caller.project(), kind, subject, subjectId, caller.name());
    hand(batchJob, id);
    return id;
  }

  /** The same for work that ends with the maintenance window which is open now. */
  public long startInWindow(String batchJob, JobKind kind, String subject) {
    long id = jobs.create(caller.project(), kind, subject, OptionalLong.empty(), caller.name());
    jobs.bindToWindow(id);
    hand(batchJob, id);
    return id;
  }

  /** Starts the work of an interrupted job again, as another job; gives its number. */
  public long startAgain(Job interrupted) {
    long id =
        jobs.create(
            caller.project(),
            interrupted.kind(),
            interrupted.subject(),
            interrupted.subjectId(),
            interrupted.startedBy());
    jobs.countAttempt(id, interrupted.attempt() + 1);
    hand(interrupted.kind().batchJob(), id);
    return id;
  }

  /** A job that the engine does not take must not seem to wait. */
  private void hand(String batchJob, long id) {
    here.begin(id);
    try {
      jobs.give(id, settings.node());
      starter.start(batchJob, id);
    } catch (RuntimeException fault) {
      here.end(id);
      ends.end(id, JobState.FAILED, INTERNAL);
      throw fault;
    }
  }

  /** Runs the work of a job to its end; a failure ends the job, it does not leave this method. */
  public void run(long jobId, Work work) {
    Job job = jobs.job(caller.project(), jobId);
    try {
      Ending ending = work.run(job, new JobProgress(jobs, jobId, job.subject(), clock));
      LOG.log(System.Logger.Level.INFO, "{0}", ending.message());
      ends.end(jobId, ending.state(), ending.message());
    } catch (Failure failure) {
      LOG.log(System.Logger.Level.INFO, "{0}", failure.messageWithRemedy());
      ends.end(jobId, JobState.FAILED, failure.messageWithRemedy());
    } catch (RuntimeException fault) {
      ends.end(jobId, JobState.FAILED, INTERNAL);
      throw fault;
    }
  }
}
