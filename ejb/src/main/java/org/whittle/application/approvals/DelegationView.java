package org.whittle.application.approvals;

import java.time.LocalDate;

/**
 * Who stands in for whom.
 *
 * @param until the last day, UTC
 * @param mine whether the caller gave it, and may end it
 */
public record DelegationView(
    long id, String from, String to, LocalDate until, String reason, boolean mine) {}
