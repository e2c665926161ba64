package org.whittle.application.notifications;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.notifications.Outbox;

/** Forgets what was told long ago. */
@Stateless
@RolesAllowed(Roles.SYSTEM)
public class ForgetNotifications {
  private static final Duration KEPT = Duration.ofDays(30);

  @Inject private Outbox outbox;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Forgets events that are over for a month. */
  public int forget() {
    return outbox.forget(caller.project(), clock.instant().minus(KEPT));
  }
}
