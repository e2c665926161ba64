package org.whittle.application.library;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.application.holds.HoldView;

/**
 * One image with all that its page shows at the top.
 *
 * @param holds those that speak of it, expired ones included
 * @param holdConflicts why it cannot be built with the holds in force; empty if it can
 * @param holdsMended whether the last build failed for holds that do not conflict any more
 */
public record ImagePage(
    ImageRow row,
    int blueprintRevision,
    String blueprint,
    Map<String, String> labels,
    Optional<String> lastFailure,
    List<VersionRow> versions,
    List<ChannelView> channels,
    List<HoldView> holds,
    List<String> holdConflicts,
    boolean holdsMended) {
  /** Where a channel points. */
  public record ChannelView(String name, int version, Instant movedAt, String movedBy) {}
}
