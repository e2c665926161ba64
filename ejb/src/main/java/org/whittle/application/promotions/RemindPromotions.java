package org.whittle.application.promotions;

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
import org.whittle.library.Promotion;
import org.whittle.library.Promotions;
import org.whittle.notifications.Outbox;
import org.whittle.notifications.Receivers;

/** Reminds approvers, once a day, of promotions that have waited for them for long. */
@Stateless
@RolesAllowed({Roles.OPERATOR, Roles.SYSTEM})
public class RemindPromotions {
  @Inject private Promotions promotions;
  @Inject private PromotionNotices notices;
  @Inject private Receivers receivers;
  @Inject private Outbox outbox;
  @Inject private Caller caller;
  @Inject private Clock clock;

  /** Looks once; gives how many promotions it reminded of. */
  public int look() {
    int hours = receivers.settings(caller.project()).reminderHours();
    if (hours == 0) {
      return 0;
    }
    Instant now = clock.instant();
    List<Promotion> waiting =
        promotions.awaiting(caller.project(), now.minus(Duration.ofHours(hours))).stream()
            .filter(promotion -> isFirstToday(promotion, now))
            .toList();
    waiting.forEach(
        promotion ->
            notices.remind(promotion, Duration.between(promotion.requestedAt(), now).toHours()));
    return waiting.size();
  }

  private boolean isFirstToday(Promotion promotion, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return outbox.isNew(caller.project(), "promotion " + promotion.id() + " awaits on " + today);
  }
}
