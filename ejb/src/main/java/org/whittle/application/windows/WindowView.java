package org.whittle.application.windows;

import java.util.List;

/**
 * A maintenance window.
 *
 * @param first its first opening by the clock of the zone, as in {@code 2026-11-22T02:00}
 * @param next its next openings, black-outs taken off
 */
public record WindowView(
    long id,
    String name,
    String recurrence,
    String first,
    String zone,
    long minutes,
    List<OpeningView> next) {}
