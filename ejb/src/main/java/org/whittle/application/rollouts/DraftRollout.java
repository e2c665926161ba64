package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.Conflict;
import org.whittle.patches.PatchState;
import org.whittle.patches.Rollout;
import org.whittle.patches.RolloutState;
import org.whittle.patches.Rollouts;

/** What becomes of a kept plan: it is proposed, or withdrawn. */
@Stateless
@RolesAllowed(Roles.PATCH_MANAGER)
public class DraftRollout {
  @Inject private Rollouts rollouts;
  @Inject private Wishes wishes;
  @Inject private TestDuties duties;
  @Inject private ApprovalRules rules;
  @Inject private Caller caller;
  @Inject private RolloutNotices notices;
  @Inject private Audited audited;
  @Inject private Clock clock;

  /** Asks others to decide on a draft, with exactly the plan that it has. */
  public void propose(long id) {
    Rollout rollout = rollouts.locked(caller.project(), id);
    rollout.propose(caller.name());
    wishes.requireNew(rollouts.patches(id));
    rules
        .whyTestsFirst(rollout)
        .ifPresent(
            why -> {
              throw new Conflict(
                  "cannot propose rollout " + id + ": " + why,
                  "Withdraw it, and plan again with the tests first",
                  null);
            });
    duties
        .whyNot(id)
        .ifPresent(
            why -> {
              throw new Conflict(
                  "cannot propose rollout " + id + ": " + why, "Test its candidates first", null);
            });
    rollouts.setPatches(rollout, PatchState.PROPOSED);
    audited.record("propose rollout", "rollout " + id, PlanRollout.said(rollout));
    notices.proposed(rollout);
  }

  /** Takes away what nobody has decided on; its patches can be proposed again. */
  public void withdraw(long id) {
    Rollout rollout = rollouts.locked(caller.project(), id);
    boolean proposed = rollout.state() == RolloutState.AWAITING_APPROVAL;
    rollout.withdraw(caller.name(), clock.instant());
    if (proposed) {
      rollouts.setPatches(rollout, PatchState.NEW);
    }
    audited.record("withdraw rollout", "rollout " + id, rollout.title());
  }
}
