package org.whittle.application.rollouts;

import java.time.Instant;
import java.util.List;

/**
 * One rollout with its plan and decisions.
 *
 * @param mayDecide whether the caller may approve or reject it now
 * @param whyNot why the caller may not; empty if they may
 */
public record RolloutPage(
    RolloutRow row,
    String comment,
    PlanView plan,
    List<PatchItem> patches,
    List<DecisionView> decisions,
    boolean mayDecide,
    String whyNot) {
  /** A patch of the rollout. */
  public record PatchItem(long id, String sourceName, String oldVersion, String newVersion) {}

  /** What somebody decided, and on which plan. */
  public record DecisionView(
      boolean approved, String decidedBy, Instant decidedAt, String planDigest, String comment) {}
}
