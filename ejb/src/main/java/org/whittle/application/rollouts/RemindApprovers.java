package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.notifications.Outbox;
import org.whittle.notifications.Receivers;
import org.whittle.patches.Rollout;
import org.whittle.patches.Rollouts;

/** Reminds approvers, once a day, of what has waited for them for long. */
@Stateless
@RolesAllowed({Roles.OPERATOR, Roles.SYSTEM})
public class RemindApprovers {
  @Inject private Rollouts rollouts;
  @Inject private RolloutNotices notices;
  @Inject private Receivers receivers;
  @Inject private Outbox outbox;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Looks once; gives how many rollouts it reminded of. */
  public int look() {
    int hours = receivers.settings(caller.project()).reminderHours();
    if (hours == 0) {
      return 0;
    }
    Instant now = clock.instant();
    List<Rollout> waiting =
        rollouts.awaiting(caller.project(), now.minus(Duration.ofHours(hours))).stream()
            .filter(rollout -> isFirstToday(rollout, now))
            .toList();
    waiting.forEach(
        rollout -> notices.remind(rollout, Duration.between(rollout.requestedAt(), now).toHours()));
    return waiting.size();
  }

  private boolean isFirstToday(Rollout rollout, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return outbox.isNew(caller.project(), "rollout " + rollout.id() + " awaits on " + today);
  }
}
