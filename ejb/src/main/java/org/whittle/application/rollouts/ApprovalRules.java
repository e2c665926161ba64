package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.advisory.Severity;
import org.whittle.application.Caller;
import org.whittle.approvals.Decisions;
import org.whittle.approvals.Delegations;
import org.whittle.approvals.Policies;
import org.whittle.approvals.Policy;
import org.whittle.approvals.Requirement;
import org.whittle.patches.Patches;
import org.whittle.patches.Rollouts;

/** What the policies ask of a rollout, and who may decide on it. */
@ApplicationScoped
class ApprovalRules {
  /** What holds where no policy speaks: any one approver. */
  private static final Policy USUAL = new Policy("default", "", "", 1, Set.of(), Optional.empty());

  @Inject private Policies policies;
  @Inject private Delegations delegations;
  @Inject private Decisions decisions;
  @Inject private Rollouts rollouts;
  @Inject private Patches patches;
  @Inject private Caller caller;

  /** What each policy that speaks of one of the images asks; never empty. */
  List<Requirement> of(long rolloutId) {
    Severity mended =
        patches.all(caller.project(), rollouts.patches(rolloutId)).stream()
            .map(Patches.Patch::severity)
            .reduce(Severity.UNKNOWN, Severity::or);
    List<String> approvedBy = new ArrayList<>();
    Map<String, Set<String>> stoodInFor = new HashMap<>();
    for (Decisions.Decision decision : decisions.of(rolloutId)) {
      if (decision.approved()) {
        approvedBy.add(decision.decidedBy());
        stoodInFor.put(decision.decidedBy(), decision.stoodInFor());
      }
    }
    Collection<Map<String, String>> labels = rollouts.labels(rolloutId);
    List<Policy> speaking =
        policies.all(caller.project()).stream()
            .filter(policy -> labels.stream().anyMatch(policy::concerns))
            .toList();
    return (speaking.isEmpty() ? List.of(USUAL) : speaking)
        .stream().map(policy -> Requirement.of(policy, mended, approvedBy, stoodInFor)).toList();
  }

  /** Whom the caller stands in for now. */
  Set<String> standsInFor() {
    return delegations.standsInFor(caller.project(), caller.name());
  }

  /** Whether the caller has approved a rollout. */
  boolean hasApproved(long rolloutId) {
    return decisions.of(rolloutId).stream()
        .anyMatch(decision -> decision.decidedBy().equals(caller.name()));
  }

  /**
   * Why the caller's approval would not count; empty if it would. Where a policy was eased after
   * enough had approved, anybody whom it admits may end the matter.
   */
  Optional<String> whyNotApproved(long rolloutId, List<Requirement> requirements) {
    List<Requirement> unmet = requirements.stream().filter(one -> !one.met()).toList();
    if (hasApproved(rolloutId)) {
      return unmet.isEmpty() ? Optional.empty() : Optional.of("you approved it already");
    }
    Set<String> standsIn = standsInFor();
    return (unmet.isEmpty() ? requirements : unmet)
            .stream().anyMatch(one -> one.policy().admits(caller.name(), standsIn))
        ? Optional.empty()
        : Optional.of("its policies name others who may");
  }
}
