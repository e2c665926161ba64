package org.whittle.application.holds;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.patches.HoldList;
import org.whittle.patches.Holds;

/** Reads the holds of the library. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadHolds {
  @Inject private Holds holds;
  @Inject private HoldList list;
  @Inject private HoldViews views;
  @Inject private Caller caller;

  /** Holds that were not released, expired ones included, by package. */
  public Page<HoldView> holds(HoldQuery query, PageRequest page) {
    String text = query.text().strip().toLowerCase(Locale.ROOT);
    return new Page<>(
        views.views(list.find(caller.project(), text, query.state(), page.first(), page.size())),
        list.count(caller.project(), text, query.state()));
  }

  /** One hold. */
  public HoldView hold(long id) {
    return views.views(List.of(holds.hold(caller.project(), id))).getFirst();
  }
}
