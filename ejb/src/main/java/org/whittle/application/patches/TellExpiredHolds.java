package org.whittle.application.patches;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.notifications.EventKind;
import org.whittle.notifications.Outbox;
import org.whittle.patches.Hold;
import org.whittle.patches.Holds;

/** Tells, once, of holds that have come to their end. */
@Stateless
@RolesAllowed({Roles.OPERATOR, Roles.SYSTEM})
public class TellExpiredHolds {
  @Inject private Holds holds;
  @Inject private Outbox outbox;
  @Inject private Caller caller;

  /** Looks once; gives how many it told of. */
  public int look() {
    List<Hold> told =
        holds.justExpired(caller.project()).stream()
            .filter(hold -> outbox.isNew(caller.project(), "hold " + hold.id() + " expired"))
            .toList();
    told.forEach(this::tell);
    return told.size();
  }

  private void tell(Hold hold) {
    outbox.tell(
        caller.project(),
        EventKind.HOLD_EXPIRED,
        hold.named() + " on " + hold.packageName() + " has expired",
        hold.owner() + " placed it: " + hold.inWords(),
        "patches/holds.xhtml");
  }
}
