package org.whittle.application.windows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All windows and black-outs, and how things stand.
 *
 * @param deadline when work has to stop, if a window is open now
 * @param why what keeps work waiting, for people; empty if a window is open
 */
public record WindowsPage(
    Optional<Instant> deadline,
    String why,
    List<WindowView> windows,
    List<BlackoutView> blackouts) {}
