package org.whittle.portal.frame;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.dashboard.DashboardView;
import org.whittle.application.dashboard.ReadDashboard;

/**
 * The state of the library as the navigation shows it, at most ten seconds old.
 *
 * <p>Shared by all users, since every viewer may see it. Safe for concurrent use: when two requests
 * find it stale, both read.
 */
@ApplicationScoped
public class Overview {
  private static final Logger LOG = System.getLogger(Overview.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(10);

  @EJB private ReadDashboard dashboard;

  private volatile @Nullable DashboardView newest;
  private volatile Instant readAt = Instant.EPOCH;

  /** The newest view; empty if it cannot be read, which must not take the page down. */
  public Optional<DashboardView> view() {
    DashboardView known = newest;
    if (known != null && readAt.plus(FRESH).isAfter(Instant.now())) {
      return Optional.of(known);
    }
    try {
      DashboardView read = dashboard.read();
      newest = read;
      readAt = Instant.now();
      return Optional.of(read);
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "cannot read the counts beside the navigation", e);
      return Optional.empty();
    }
  }

  /** Forgets what is known, after an action that changed it. */
  public void forget() {
    readAt = Instant.EPOCH;
  }
}
