package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
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
import org.whittle.approvals.Quorum;
import org.whittle.approvals.Requirement;
import org.whittle.approvals.StructureRule;
import org.whittle.approvals.StructureRules;
import org.whittle.library.Verification;
import org.whittle.patches.Patches;
import org.whittle.patches.Rollout;
import org.whittle.patches.Rollouts;

/** What the policies ask of a rollout, and who may decide on it. */
@ApplicationScoped
class ApprovalRules {
  @Inject private Policies policies;
  @Inject private StructureRules structure;
  @Inject private Delegations delegations;
  @Inject private Decisions decisions;
  @Inject private Rollouts rollouts;
  @Inject private Patches patches;
  @Inject private Caller caller;

  /** What each policy that speaks of one of the images asks; never empty. */
  List<Requirement> of(long rolloutId) {
    return quorum(rolloutId).requirements();
  }

  private Severity mended(long rolloutId) {
    return patches.all(caller.project(), rollouts.patches(rolloutId)).stream()
        .map(Patches.Patch::severity)
        .reduce(Severity.UNKNOWN, Severity::or);
  }

  /** Why a rollout must not publish before its tests; empty if it may, or does not. */
  Optional<String> whyTestsFirst(Rollout rollout) {
    if (rollout.verification() == Verification.TESTS) {
      return Optional.empty();
    }
    List<String> refusing =
        StructureRule.refusing(
            structure.all(caller.project()), mended(rollout.id()), rollouts.labels(rollout.id()));
    return refusing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            (refusing.size() == 1 ? "policy " : "policies ")
                + String.join(", ", refusing)
                + (refusing.size() == 1 ? " wants" : " want")
                + " tests before versions are published");
  }

  /** What a rollout is asked now, and who has approved it. */
  Quorum quorum(long rolloutId) {
    Severity mended = mended(rolloutId);
    Collection<Map<String, String>> labels = rollouts.labels(rolloutId);
    List<Policy> speaking =
        policies.all(caller.project()).stream()
            .filter(policy -> policy.channel().isEmpty())
            .filter(policy -> labels.stream().anyMatch(policy::concerns))
            .toList();
    return Quorum.of(speaking, mended, decisions.of(rolloutId));
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

  /** Why the caller's approval would not count; empty if it would. */
  Optional<String> whyNotApproved(long rolloutId, List<Requirement> requirements) {
    return new Quorum(requirements, hasApproved(rolloutId) ? List.of(caller.name()) : List.of())
        .whyNotApproved(caller.name(), standsInFor());
  }
}
