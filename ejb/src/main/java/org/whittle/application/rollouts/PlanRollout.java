package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.catalogue.Baselines;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Verification;
import org.whittle.patches.BaseMoves;
import org.whittle.patches.Disposition;
import org.whittle.patches.PatchState;
import org.whittle.patches.Plan;
import org.whittle.patches.Rollout;
import org.whittle.patches.Rollouts;

/** Plans and proposes rollouts. */
@Stateless
@RolesAllowed(Roles.PATCH_MANAGER)
public class PlanRollout {
  @Inject private Wishes wishes;
  @Inject private TestDuties duties;
  @Inject private ApprovalRules rules;
  @Inject private Planner planner;
  @Inject private PlanViews views;
  @Inject private Rollouts rollouts;
  @Inject private BaseMoves bases;
  @Inject private RolloutNotices notices;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Clock clock;

  /** What such a rollout would do, without proposing it. */
  public PlanView whatIf(Wish wish) {
    Terms terms = wishes.settle(wish);
    return views.view(planner.plan(terms), terms);
  }

  /** Proposes the rollout; gives its id. */
  public long propose(String title, Wish wish, String comment) {
    Rollout rollout = kept(title, wish, comment);
    requireAllowed(rollout);
    duties
        .whyNot(rollout.id())
        .ifPresent(
            why -> {
              throw new Conflict(
                  "cannot propose the rollout: " + why,
                  "Keep it as a draft, and test its candidates",
                  null);
            });
    rollout.propose(caller.name());
    rollouts.setPatches(rollout, PatchState.PROPOSED);
    audited.record("propose rollout", "rollout " + rollout.id(), said(rollout));
    notices.proposed(rollout);
    return rollout.id();
  }

  private void requireAllowed(Rollout rollout) {
    rules
        .whyTestsFirst(rollout)
        .ifPresent(
            why -> {
              throw new Conflict(
                  "cannot propose the rollout: " + why, "Let the tests come first", null);
            });
  }

  /** Keeps the plan as a draft, which nobody is asked about; gives its id. */
  public long draft(String title, Wish wish, String comment) {
    Rollout rollout = kept(title, wish, comment);
    audited.record("draft rollout", "rollout " + rollout.id(), said(rollout));
    return rollout.id();
  }

  private Rollout kept(String title, Wish wish, String comment) {
    Terms terms = wishes.settle(wish);
    Plan plan = planner.plan(terms);
    if (plan.lines().stream().noneMatch(line -> line.disposition() == Disposition.REBUILD)) {
      throw new InvalidInput(
          "cannot propose a rollout: it would rebuild no image",
          switch (wish.cause()) {
            case PATCHES -> "Choose patches that affect an image which is not held";
            case RULES, BLUEPRINT, BASE, WHITTLE -> "Its plan says why, image by image";
          },
          null);
    }
    Rollout rollout =
        new Rollout(
            caller.project(),
            Baselines.DEFAULT,
            title,
            terms.purpose(),
            plan,
            caller.name(),
            clock.instant(),
            comment);
    rollouts.add(rollout, plan, terms.rolled(), terms.basis());
    bases.keep(rollout.id(), terms.base());
    return rollout;
  }

  static String said(Rollout rollout) {
    return rollout.title()
        + ", cause "
        + rollout.purpose().cause().name().toLowerCase(Locale.ROOT)
        + (rollout.verification() == Verification.STRUCTURE ? ", published before its tests" : "")
        + ", plan "
        + rollout.plan();
  }
}
