package org.whittle.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.audit.AuditTrail;

/** Writes to the audit trail in the name of the caller. */
@ApplicationScoped
public class Audited {
  @Inject private AuditTrail trail;
  @Inject private Caller caller;

  /** Appends an entry to the trail of the caller's project, in the caller's transaction. */
  public void record(String action, String subject, String detail) {
    trail.record(caller.project(), caller.name(), action, subject, detail);
  }

  /** Appends an entry for each deed, in their order. */
  public void record(List<AuditTrail.Deed> deeds) {
    trail.record(caller.project(), caller.name(), deeds);
  }
}
