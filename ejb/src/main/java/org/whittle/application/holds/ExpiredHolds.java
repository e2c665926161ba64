package org.whittle.application.holds;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Collectors;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.patches.Hold;
import org.whittle.patches.Holds;

/** Lets the report of a night name each hold once whose end has passed. */
@ApplicationScoped
public class ExpiredHolds {
  private static final int MOST_NAMED = 10;

  @Inject private Holds holds;
  @Inject private Audited audited;
  @Inject private Caller caller;

  /**
   * The end of a report's sentence about holds that have expired since the last one; empty if none
   * has. They count as told, and are in the audit trail.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public String tell() {
    List<Hold> expired = holds.tellExpired(caller.project());
    expired.forEach(hold -> audited.record("hold expired", hold.named(), hold.inWords()));
    if (expired.isEmpty()) {
      return "";
    }
    String named =
        expired.stream()
            .limit(MOST_NAMED)
            .map(
                hold ->
                    hold.named()
                        + " on "
                        + hold.packageName()
                        + " (until "
                        + hold.until().orElseThrow()
                        + ", "
                        + hold.owner()
                        + ")")
            .collect(Collectors.joining(", "));
    return "; no longer binding: "
        + named
        + (expired.size() > MOST_NAMED ? " and " + (expired.size() - MOST_NAMED) + " more" : "");
  }
}
