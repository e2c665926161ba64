package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
    List<String> approvedBy =
        decisions.of(rolloutId).stream()
            .filter(Decisions.Decision::approved)
            .map(Decisions.Decision::decidedBy)
            .toList();
    Map<String, Set<String>> standsInFor = new HashMap<>();
    approvedBy.forEach(
        user -> standsInFor.put(user, delegations.standsInFor(caller.project(), user)));
    Collection<Map<String, String>> labels = rollouts.labels(rolloutId);
    List<Policy> speaking =
        policies.all(caller.project()).stream()
            .filter(policy -> labels.stream().anyMatch(policy::concerns))
            .toList();
    return (speaking.isEmpty() ? List.of(USUAL) : speaking)
        .stream().map(policy -> Requirement.of(policy, mended, approvedBy, standsInFor)).toList();
  }

  /** Why the caller's approval would not count; empty if it would. */
  Optional<String> whyNotApproved(List<Requirement> requirements) {
    Set<String> standsIn = delegations.standsInFor(caller.project(), caller.name());
    if (requirements.stream()
        .anyMatch(requirement -> requirement.approvedBy().contains(caller.name()))) {
      return Optional.of("you approved it already");
    }
    return requirements.stream()
            .filter(requirement -> !requirement.met())
            .anyMatch(requirement -> requirement.policy().admits(caller.name(), standsIn))
        ? Optional.empty()
        : Optional.of("its policies name others who may");
  }
}
