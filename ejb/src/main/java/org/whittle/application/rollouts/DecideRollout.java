package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.approvals.Decisions;
import org.whittle.approvals.Requirement;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Denied;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.patches.BaseMoves;
import org.whittle.patches.LineState;
import org.whittle.patches.PatchState;
import org.whittle.patches.Rollout;
import org.whittle.patches.Rollouts;

/** Decides on a rollout that somebody else proposed. */
@Stateless
@RolesAllowed(Roles.APPROVER)
public class DecideRollout {
  @Inject private Rollouts rollouts;
  @Inject private BaseMoves bases;
  @Inject private Schedule schedule;
  @Inject private Decisions decisions;
  @Inject private ApprovalRules rules;
  @Inject private TestDuties duties;
  @Inject private RolloutNotices notices;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Clock clock;

  /**
   * Approves the plan with this digest; it is approved once all policies that speak of it have got
   * what they ask.
   */
  public void approve(long id, String planDigest, String comment) {
    Rollout rollout = rollouts.locked(caller.project(), id);
    Digest seen = Digest.parse(planDigest);
    rollout.requireDecidable(caller.name(), seen);
    requireTested(id);
    requireAllowed(rollout);
    List<Requirement> before = rules.of(id);
    rules
        .whyNotApproved(id, before)
        .ifPresent(
            why -> {
              throw new Denied(
                  "cannot approve rollout " + id + ": " + why, "Ask another approver", null);
            });
    if (!rules.hasApproved(id)) {
      keep(rollout, seen, comment, true);
    }
    if (rules.of(id).stream().allMatch(Requirement::met)) {
      rollout.decide(caller.name(), seen, true);
      rollouts.apply(rollout);
      bases.apply(rollout);
      schedule.give(rollout);
      before.stream()
          .filter(Requirement::urgent)
          .findFirst()
          .ifPresent(one -> urgent(rollout, one));
      notices.approved(rollout, approvedBy(id));
    }
  }

  /** What policies want tested must be, and something must be left to rebuild. */
  private void requireTested(long id) {
    duties
        .whyNot(id)
        .ifPresent(
            why -> {
              throw new Conflict(
                  "cannot approve rollout " + id + ": " + why, "Test its candidates first", null);
            });
    if (rollouts.lines(id).stream().noneMatch(line -> line.state() == LineState.PLANNED)) {
      throw new Conflict(
          "cannot approve rollout " + id + ": no image of it is left to rebuild",
          "Reject it, and plan again",
          null);
    }
  }

  private void requireAllowed(Rollout rollout) {
    rules
        .whyTestsFirst(rollout)
        .ifPresent(
            why -> {
              throw new Conflict(
                  "cannot approve rollout " + rollout.id() + ": " + why,
                  "Reject it, and plan again with the tests first",
                  null);
            });
  }

  /** Rejects the plan with this digest; the comment says why. */
  public void reject(long id, String planDigest, String comment) {
    if (comment.isBlank()) {
      throw new InvalidInput(
          "cannot reject a rollout without a comment", "Say why, for who proposed it", null);
    }
    Rollout rollout = rollouts.locked(caller.project(), id);
    Digest seen = Digest.parse(planDigest);
    rollout.requireDecidable(caller.name(), seen);
    keep(rollout, seen, comment, false);
    rollout.decide(caller.name(), seen, false);
    rollouts.setPatches(rollout, PatchState.NEW);
    notices.rejected(rollout, caller.name(), comment.strip());
  }

  private void urgent(Rollout rollout, Requirement requirement) {
    String policy = requirement.policy().name();
    audited.record("approve urgently", "rollout " + rollout.id(), "policy " + policy);
    notices.approvedUrgently(rollout, caller.name(), policy);
  }

  private List<String> approvedBy(long id) {
    return decisions.of(id).stream()
        .filter(Decisions.Decision::approved)
        .map(Decisions.Decision::decidedBy)
        .toList();
  }

  private void keep(Rollout rollout, Digest seen, String comment, boolean approved) {
    if (comment.length() > 2000) {
      throw new InvalidInput("cannot decide: the comment is over 2,000 characters");
    }
    decisions.add(
        caller.project(),
        rollout.id(),
        new Decisions.Decision(
            approved, caller.name(), rules.standsInFor(), clock.instant(), seen, comment.strip()));
    audited.record(
        approved ? "approve rollout" : "reject rollout",
        "rollout " + rollout.id(),
        "plan " + seen + (comment.isBlank() ? "" : ": " + comment.strip()));
  }
}
