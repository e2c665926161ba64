package org.whittle.application.approvals;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.whittle.access.Directory;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.approvals.Delegations;
import org.whittle.kernel.InvalidInput;

/** Lets another approver stand in for the caller. */
@Stateless
@RolesAllowed(Roles.APPROVER)
public class Delegate {
  @Inject private Delegations delegations;
  @Inject private Directory users;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /**
   * Lets somebody stand in until a day, which counts; gives the number of the delegation.
   *
   * @throws InvalidInput if there is no such user, the day has passed, or there is no reason
   */
  public long to(String deputy, LocalDate until, String reason) {
    if (users.find(deputy).isEmpty()) {
      throw new InvalidInput("cannot delegate: there is no user \"" + deputy + "\"");
    }
    long id = delegations.add(caller.project(), caller.name(), deputy, until, reason);
    audited.record(
        "delegate", "user " + deputy, "for " + caller.name() + " until " + until + ": " + reason);
    return id;
  }

  /** Ends a delegation that the caller gave. */
  public void end(long id) {
    delegations.end(caller.project(), caller.name(), id);
    audited.record("end delegation", "delegation " + id, "");
  }
}
