package org.whittle.application.promotions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.application.approvals.RequirementView;
import org.whittle.library.PromotionState;

/**
 * The wish to point a protected channel to a version.
 *
 * @param from the version that the channel pointed to; empty if there was no channel
 * @param to the version that it is to point to
 * @param subject digest of all that is decided on
 * @param reason why it is void; empty unless it is
 * @param requirements what the policies ask that protect the channel
 * @param mayDecide whether the caller may approve or reject it now
 * @param whyNot why the caller may not; empty if they may
 */
public record PromotionView(
    long id,
    String image,
    String channel,
    Optional<Integer> from,
    int to,
    String subject,
    PromotionState state,
    String requestedBy,
    Instant requestedAt,
    String comment,
    Optional<Instant> endedAt,
    String reason,
    List<RequirementView> requirements,
    List<Decided> decisions,
    boolean mayDecide,
    String whyNot) {
  /** Copies the lists. */
  public PromotionView {
    requirements = List.copyOf(requirements);
    decisions = List.copyOf(decisions);
  }

  /** What somebody decided. */
  public record Decided(boolean approved, String decidedBy, Instant decidedAt, String comment) {}
}
