package org.whittle.batch;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.whittle.application.Roles;
import org.whittle.application.notifications.ForgetNotifications;
import org.whittle.application.notifications.SendNotifications;
import org.whittle.application.patches.TellExpiredHolds;
import org.whittle.application.promotions.RemindPromotions;
import org.whittle.application.rollouts.RemindApprovers;
import org.whittle.kernel.Unavailable;

/**
 * Sends what is due each second, and looks each hour for what has to be told by time.
 *
 * <p>The timer of sending is each node's own and does not outlive it: what is due is in the
 * database, and claimed there. Each receiver is sent to on a thread of its own, so that one that
 * hangs delays nobody.
 */
@Singleton
@PermitAll
@RunAs(Roles.SYSTEM)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationTimer {
  private static final System.Logger LOG = System.getLogger(NotificationTimer.class.getName());

  /** At once; the container has some threads more, which timers need. */
  private static final int MOST = 6;

  @EJB private SendNotifications send;
  @EJB private NotificationThread thread;
  @EJB private RemindApprovers remind;
  @EJB private RemindPromotions promotions;
  @EJB private TellExpiredHolds holds;
  @EJB private ForgetNotifications forget;

  /** Hands each delivery that is due to a thread. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "notifications")
  void eachSecond() {
    try {
      send.claim(MOST).forEach(thread::send);
    } catch (Unavailable database) {
      LOG.log(System.Logger.Level.WARNING, "nothing is sent: {0}", database.getMessage());
    }
  }

  /** Tells what comes with time: reminders, and ends of holds. */
  @Schedule(hour = "*", minute = "7", persistent = true, info = "reminders")
  void eachHour() {
    int told = remind.look() + promotions.look() + holds.look();
    int gone = forget.forget();
    LOG.log(System.Logger.Level.DEBUG, "{0} told, {1} forgotten", told, gone);
  }
}
