package org.whittle.application.library;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One image with all that its page shows at the top. */
public record ImagePage(
    ImageRow row,
    int blueprintRevision,
    String blueprint,
    Map<String, String> labels,
    Optional<String> lastFailure,
    List<VersionRow> versions,
    List<ChannelView> channels,
    List<HoldView> holds) {
  /** Where a channel points. */
  public record ChannelView(String name, int version, Instant movedAt, String movedBy) {}
}
