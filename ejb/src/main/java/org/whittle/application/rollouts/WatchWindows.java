package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.jobs.LongWork;
import org.whittle.jobs.JobKind;
import org.whittle.patches.Rollouts;
import org.whittle.windows.Standing;

/**
 * Starts the night job when a window is open and something waits for it, and tests that are due.
 */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WatchWindows {
  @Inject private Schedule schedule;
  @Inject private Waits waits;
  @Inject private Rollouts rollouts;
  @Inject private StartRetests retests;
  @Inject private LongWork work;
  @Inject private Caller caller;

  /** Looks once, and gives what waits its window; gives the number of the job if it started one. */
  public OptionalLong look() {
    schedule.giveAll();
    retests.startByItself();
    Waiting now = waits.now();
    boolean mayStart =
        now.standing() instanceof Standing.Open
            && now.rebuilding().isEmpty()
            && now.stopped().isEmpty();
    return mayStart && !rollouts.planned(caller.project()).isEmpty()
        ? OptionalLong.of(
            work.startInWindow(RunRollouts.BATCH_JOB, JobKind.REBUILD, RunRollouts.SUBJECT))
        : OptionalLong.empty();
  }
}
