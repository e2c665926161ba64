package org.whittle.batch;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.whittle.application.Roles;
import org.whittle.application.jobs.MindJobs;
import org.whittle.kernel.Unavailable;

/** Looks, every few seconds, for jobs of this node whose work broke off without a word. */
@Singleton
@PermitAll
@RunAs(Roles.SYSTEM)
@DependsOn("Startup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class JobTimer {
  private static final System.Logger LOG = System.getLogger(JobTimer.class.getName());

  @EJB private MindJobs jobs;

  /** Not persistent: it is about this node alone, and needs no database to wake up. */
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "jobs")
  void everyFewSeconds() {
    try {
      int broken = jobs.look();
      if (broken > 0) {
        LOG.log(System.Logger.Level.WARNING, "{0} jobs broke off", broken);
      }
    } catch (Unavailable database) {
      LOG.log(System.Logger.Level.DEBUG, "no jobs looked at: {0}", database.getMessage());
    }
  }
}
