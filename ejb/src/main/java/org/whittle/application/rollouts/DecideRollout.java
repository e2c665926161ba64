package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.approvals.Decisions;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.patches.PatchState;
import org.whittle.patches.Rollout;
import org.whittle.patches.Rollouts;

/** Decides on a rollout that somebody else proposed. */
@Stateless
@RolesAllowed(Roles.APPROVER)
public class DecideRollout {
  @Inject private Rollouts rollouts;
  @Inject private Decisions decisions;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /** Approves the plan with this digest. */
  public void approve(long id, String planDigest, String comment) {
    Rollout rollout = decide(id, planDigest, comment, true);
    rollouts.apply(rollout);
  }

  /** Rejects the plan with this digest; the comment says why. */
  public void reject(long id, String planDigest, String comment) {
    if (comment.isBlank()) {
      throw new InvalidInput(
          "cannot reject a rollout without a comment", "Say why, for who proposed it", null);
    }
    Rollout rollout = decide(id, planDigest, comment, false);
    rollouts.setPatches(rollout, PatchState.NEW);
  }

  private Rollout decide(long id, String planDigest, String comment, boolean approved) {
    if (comment.length() > 2000) {
      throw new InvalidInput("cannot decide: the comment is over 2,000 characters");
    }
    Rollout rollout = rollouts.rollout(caller.project(), id);
    Digest seen = Digest.parse(planDigest);
    rollout.decide(caller.name(), seen, approved);
    decisions.add(caller.project(), id, seen, approved, caller.name(), comment.strip());
    audited.record(
        approved ? "approve rollout" : "reject rollout",
        "rollout " + id,
        "plan " + seen + (comment.isBlank() ? "" : ": " + comment.strip()));
    return rollout;
  }
}
