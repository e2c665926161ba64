package org.whittle.application.audit;

import java.time.Instant;

/** One entry of the audit trail. */
public record AuditRow(
    long id, Instant at, String actor, String action, String subject, String detail, String hash) {}
