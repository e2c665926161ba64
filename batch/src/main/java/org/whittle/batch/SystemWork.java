package org.whittle.batch;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Optional;
import org.whittle.application.Roles;
import org.whittle.application.dashboard.RunFirstStart;
import org.whittle.application.housekeeping.RunHousekeeping;
import org.whittle.application.jobs.JobLease;
import org.whittle.application.library.RunBuild;
import org.whittle.application.patches.RefreshFeeds;
import org.whittle.application.rollouts.CandidateLines;
import org.whittle.application.rollouts.RebuildLines;
import org.whittle.application.rollouts.RetestLines;
import org.whittle.application.sources.RunSync;

/**
 * What steps of jobs call: the use cases, as the system.
 *
 * <p>Only artifacts of this module call it; it has no remote or web face.
 */
@Stateless
@PermitAll
@RunAs(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SystemWork {
  @EJB private JobLease lease;
  @EJB private RunSync sync;
  @EJB private RefreshFeeds feeds;
  @EJB private RunBuild build;
  @EJB private RunFirstStart firstStart;
  @EJB private RebuildLines rebuild;
  @EJB private CandidateLines candidates;
  @EJB private RetestLines retests;
  @EJB private RunHousekeeping housekeeping;

  /** Notes that an execution of the batch runs the job. */
  public void begin(long jobId, long executionId) {
    lease.begin(jobId, executionId);
  }

  /** Notes that nothing works on the job any more. */
  public void ended(long jobId) {
    lease.end(jobId);
  }

  /** Syncs the source of a job. */
  public void sync(long jobId) {
    sync.run(jobId);
    feeds.due();
  }

  /** Reads the advisories of the feed of a job. */
  public void advisories(long jobId) {
    feeds.run(jobId);
  }

  /** Builds the image of a job. */
  public void build(long jobId) {
    build.run(jobId);
  }

  /** Does what the very first start does. */
  public void firstStart(long jobId) {
    firstStart.run(jobId);
  }

  /** Keeps house. */
  public void housekeeping(long jobId) {
    housekeeping.run(jobId);
  }

  /** Deals the lines of a night job, or of one that tests, to lanes; gives how many there are. */
  public int deal(long jobId) {
    if (retests.owns(jobId)) {
      return retests.deal();
    }
    return candidates.owns(jobId) ? candidates.lanes() : rebuild.deal();
  }

  /** The next line of a lane. */
  public Optional<Long> next(long jobId, int lane) throws InterruptedException {
    if (retests.owns(jobId)) {
      return retests.next(jobId, lane);
    }
    return candidates.owns(jobId) ? candidates.next(jobId, lane) : rebuild.next(jobId, lane);
  }

  /** Rebuilds the image of a line, tests its candidate, or what it published. */
  public void rebuild(long jobId, long lineId) {
    if (retests.owns(jobId)) {
      retests.test(jobId, lineId);
    } else if (candidates.owns(jobId)) {
      candidates.test(jobId, lineId);
    } else {
      rebuild.rebuild(jobId, lineId);
    }
  }

  /** Ends a job of lines, and the rollouts whose lines have all ended. */
  public void conclude(long jobId) {
    if (retests.owns(jobId)) {
      retests.conclude(jobId);
    } else if (candidates.owns(jobId)) {
      candidates.conclude(jobId);
    } else {
      rebuild.conclude(jobId);
    }
  }
}
