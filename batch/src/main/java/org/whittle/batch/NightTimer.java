package org.whittle.batch;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.whittle.application.Roles;
import org.whittle.application.housekeeping.KeepHouse;
import org.whittle.application.rollouts.RunRollouts;
import org.whittle.kernel.Conflict;

/**
 * Starts the rebuild of approved rollouts every night and housekeeping every week; the timers
 * survive restarts.
 */
@Singleton
@PermitAll
@RunAs(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NightTimer {
  private static final System.Logger LOG = System.getLogger(NightTimer.class.getName());

  @EJB private RunRollouts rollouts;
  @EJB private KeepHouse housekeeping;

  /** Long after the rebuild, once a week. */
  @Schedule(dayOfWeek = "Sun", hour = "5", minute = "0", persistent = true, info = "housekeeping")
  void onSunday() {
    LOG.log(System.Logger.Level.INFO, "housekeeping {0} starts", housekeeping.startNow());
  }

  /** Tonight's start; the hour is that of {@code NightClock}. */
  @Schedule(hour = "2", minute = "0", persistent = true, info = "rebuild")
  void tonight() {
    try {
      LOG.log(System.Logger.Level.INFO, "night job {0} starts", rollouts.startNow());
    } catch (Conflict running) {
      LOG.log(System.Logger.Level.INFO, "no night job: {0}", running.getMessage());
    }
  }
}
