package org.whittle.application.rollouts;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.catalogue.Baselines;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.patches.Disposition;
import org.whittle.patches.PatchState;
import org.whittle.patches.Patches;
import org.whittle.patches.Plan;
import org.whittle.patches.Rollout;
import org.whittle.patches.Rollouts;

/** Plans and proposes rollouts. */
@Stateless
@RolesAllowed(Roles.PATCH_MANAGER)
public class PlanRollout {
  @Inject private Planner planner;
  @Inject private PlanViews views;
  @Inject private Patches patches;
  @Inject private Rollouts rollouts;
  @Inject private Baselines baselines;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Clock clock;

  /** What a rollout of these patches would do, without proposing it. */
  public PlanView whatIf(List<Long> patchIds) {
    require(patchIds);
    return views.view(planner.plan(caller.project(), patchIds, basis(patchIds)));
  }

  /** Proposes the rollout; gives its id. */
  public long propose(String title, List<Long> patchIds, String comment) {
    require(patchIds);
    SortedSet<Long> basis = basis(patchIds);
    Plan plan = planner.plan(caller.project(), patchIds, basis);
    if (plan.lines().stream().noneMatch(line -> line.disposition() == Disposition.REBUILD)) {
      throw new InvalidInput(
          "cannot propose a rollout: it would rebuild no image",
          "Choose patches that affect an image which is not held",
          null);
    }
    Rollout rollout =
        new Rollout(
            caller.project(),
            Baselines.DEFAULT,
            title,
            plan.digest(),
            caller.name(),
            clock.instant(),
            comment);
    rollouts.add(rollout, plan, patchIds, basis);
    rollouts.setPatches(rollout, PatchState.PROPOSED);
    audited.record(
        "propose rollout", "rollout " + rollout.id(), rollout.title() + ", plan " + plan.digest());
    return rollout.id();
  }

  private SortedSet<Long> basis(List<Long> patchIds) {
    TreeSet<Long> basis = new TreeSet<>(baselines.appliedPatches(Baselines.DEFAULT));
    basis.addAll(patchIds);
    return basis;
  }

  private void require(List<Long> patchIds) {
    if (patchIds.isEmpty()) {
      throw new InvalidInput("cannot plan a rollout without patches", "Choose at least one", null);
    }
    List<Patches.Patch> found = patches.all(caller.project(), patchIds);
    if (found.size() != new TreeSet<>(patchIds).size()) {
      throw new InvalidInput("cannot plan a rollout: one of the patches does not exist");
    }
    for (Patches.Patch patch : found) {
      if (patch.state() != PatchState.NEW) {
        throw new Conflict(
            "cannot plan a rollout of "
                + patch.sourceName()
                + " "
                + patch.newVersion()
                + ": it is "
                + patch.state().name().toLowerCase(Locale.ROOT)
                + " already",
            "Load the list of patches again",
            null);
      }
    }
  }
}
