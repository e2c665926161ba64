package org.whittle.application.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.audit.AuditTrail;

/** Reads the audit trail. */
@Stateless
@RolesAllowed(Roles.AUDITOR)
public class ReadAudit {
  @Inject private AuditTrail trail;
  @Inject private Caller caller;

  /** Entries whose actor, action or subject contains the text, newest first. */
  public Page<AuditRow> entries(String text, PageRequest page) {
    List<AuditRow> rows =
        trail.entries(caller.project(), text, page.first(), page.size()).stream()
            .map(
                entry ->
                    new AuditRow(
                        entry.id(),
                        entry.at(),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.detail(),
                        entry.hash().hex()))
            .toList();
    return new Page<>(rows, trail.count(caller.project(), text));
  }

  /** Recomputes the chain of hashes; gives the id of the first entry that does not fit. */
  public Optional<Long> firstBroken() {
    return trail.firstBroken(caller.project());
  }
}
