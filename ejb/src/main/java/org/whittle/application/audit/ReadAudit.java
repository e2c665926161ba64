package org.whittle.application.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.Optional;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;

/** Reads the audit trail. */
@Stateless
@RolesAllowed(Roles.AUDITOR)
public class ReadAudit {
  /** Entries whose actor, action or subject contains the text, newest first. */
  public Page<AuditRow> entries(String text, PageRequest page) {
    throw new UnsupportedOperationException("ReadAudit");
  }

  /** Recomputes the chain of hashes; gives the id of the first entry that does not fit. */
  public Optional<Long> firstBroken() {
    throw new UnsupportedOperationException("ReadAudit");
  }
}
