package org.whittle.application.jobs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.Settings;
import org.whittle.jobs.Job;
import org.whittle.jobs.JobState;
import org.whittle.jobs.Jobs;

/**
 * Finds jobs of this server whose work broke off without a word, as it does when the database is
 * lost for a while and the end could not be noted, and starts them again.
 */
@Stateless
@RolesAllowed(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MindJobs {
  private static final String WHY =
      "its work broke off, as it does when the database is lost; the server's log has the cause";

  @Inject private Jobs jobs;
  @Inject private WorkHere here;
  @Inject private LeftJobs left;
  @Inject private JobEnd ends;
  @Inject private Settings settings;
  @Inject private Caller caller;

  /** Looks once; gives how many it found. */
  public int look() {
    // A job may begin or end while the rows are read: it is in hand before its row is this
    // server's,
    // and until its row has ended.
    Set<Long> before = here.now();
    List<Job> own = jobs.ownedBy(caller.project(), settings.node());
    Set<Long> after = here.now();
    List<Job> broken =
        own.stream()
            .filter(job -> !before.contains(job.id()) && !after.contains(job.id()))
            .toList();
    for (Job job : broken) {
      ends.end(job.id(), JobState.INTERRUPTED, WHY);
      left.goOn(job);
    }
    return broken.size();
  }
}
