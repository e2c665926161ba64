package org.whittle.batch;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.OptionalLong;
import org.whittle.application.Roles;
import org.whittle.application.housekeeping.KeepHouse;
import org.whittle.application.rollouts.WatchWindows;
import org.whittle.kernel.Conflict;

/**
 * Starts the rebuild of approved rollouts in maintenance windows and housekeeping every week; the
 * timers survive restarts.
 */
@Singleton
@PermitAll
@RunAs(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NightTimer {
  private static final System.Logger LOG = System.getLogger(NightTimer.class.getName());

  @EJB private WatchWindows windows;
  @EJB private KeepHouse housekeeping;

  /** Long after the rebuild, once a week. */
  @Schedule(dayOfWeek = "Sun", hour = "5", minute = "0", persistent = true, info = "housekeeping")
  void onSunday() {
    LOG.log(System.Logger.Level.INFO, "housekeeping {0} starts", housekeeping.startNow());
  }

  /** Asks each minute whether a window is open and something waits for it. */
  @Schedule(hour = "*", minute = "*", persistent = true, info = "windows")
  void eachMinute() {
    try {
      OptionalLong job = windows.look();
      if (job.isPresent()) {
        LOG.log(System.Logger.Level.INFO, "night job {0} starts", job.getAsLong());
      }
    } catch (Conflict running) {
      LOG.log(System.Logger.Level.INFO, "no night job: {0}", running.getMessage());
    }
  }
}
