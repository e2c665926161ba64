package org.whittle.application.rollouts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.application.approvals.RequirementView;
import org.whittle.patches.Rollback;
import org.whittle.patches.ScheduledWindow;

/**
 * One rollout with its plan and decisions.
 *
 * @param requirements what the policies ask that speak of one of its images
 * @param mayDecide whether the caller may approve or reject it now
 * @param whyNot why the caller may not; empty if they may
 * @param mayRollBack whether the caller may take it back now
 * @param rollback who took it back, if somebody did
 * @param mine whether the caller asks for it, and nobody has decided
 * @param scheduled the window that it waits for once it is approved
 * @param mayTest whether the caller may have candidates tested now
 * @param whyNotTested what policies want tested still; empty if nothing
 * @param waits what it waits for; empty once it has ended
 */
public record RolloutPage(
    RolloutRow row,
    String comment,
    PlanView plan,
    List<PatchItem> patches,
    List<DecisionView> decisions,
    List<RequirementView> requirements,
    boolean mayDecide,
    String whyNot,
    boolean mayRollBack,
    boolean mine,
    boolean mayTest,
    String whyNotTested,
    Optional<ScheduledWindow> scheduled,
    Optional<Rollback> rollback,
    Optional<WaitView> waits) {
  /** A patch of the rollout. */
  public record PatchItem(long id, String sourceName, String oldVersion, String newVersion) {}

  /** What somebody decided, and on which plan. */
  public record DecisionView(
      boolean approved, String decidedBy, Instant decidedAt, String planDigest, String comment) {}
}
