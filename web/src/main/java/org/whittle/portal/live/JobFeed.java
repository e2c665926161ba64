package org.whittle.portal.live;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.whittle.application.jobs.ReadJobs;

/**
 * Reads the running jobs once a second for all listeners together, and only while there are any.
 *
 * <p>The reader acts as the user whose page opened the feed. Safe for concurrent use.
 */
@ApplicationScoped
public class JobFeed {
  private static final Logger LOG = System.getLogger(JobFeed.class.getName());
  private static final int QUIET_SECONDS = 15;

  @EJB private ReadJobs jobs;
  @Resource private ManagedScheduledExecutorService scheduler;

  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private @Nullable ScheduledFuture<?> reading;
  private String told = "";
  private int quiet;

  /** An open page. */
  interface Listener {
    /** Takes an event; false if the page is gone. */
    boolean tell(String event);
  }

  synchronized void join(Listener listener) {
    listeners.add(listener);
    // What was told last may be older than the page, which then never heard of a short job's end.
    told = "";
    read();
    if (reading == null) {
      reading = scheduler.scheduleWithFixedDelay(this::read, 1, 1, TimeUnit.SECONDS);
    }
  }

  void leave(Listener listener) {
    listeners.remove(listener);
  }

  private synchronized void read() {
    if (listeners.isEmpty()) {
      stop();
      return;
    }
    try {
      tell(JobEvent.of(jobs.running()));
    } catch (EJBException e) {
      // The database may be away: the pages keep what they show until it is back.
      LOG.log(Level.DEBUG, "cannot read the running jobs", e);
    }
  }

  /** Tells what changed, and now and then what did not: that shows which pages are gone. */
  private void tell(String event) {
    quiet = event.equals(told) ? quiet + 1 : 0;
    if (quiet > 0 && quiet < QUIET_SECONDS) {
      return;
    }
    told = event;
    quiet = 0;
    for (Listener listener : List.copyOf(listeners)) {
      if (!listener.tell(event)) {
        listeners.remove(listener);
      }
    }
  }

  private void stop() {
    ScheduledFuture<?> running = reading;
    if (running != null) {
      running.cancel(false);
    }
    reading = null;
    told = "";
  }
}
