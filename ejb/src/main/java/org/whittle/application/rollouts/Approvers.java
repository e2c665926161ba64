package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.whittle.access.Directory;
import org.whittle.access.User;
import org.whittle.application.Roles;
import org.whittle.approvals.Decisions;
import org.whittle.approvals.Delegations;
import org.whittle.approvals.Requirement;
import org.whittle.patches.Rollout;

/** Who may decide on rollouts, by name. */
@ApplicationScoped
class Approvers {
  @Inject private Directory users;
  @Inject private ApprovalRules rules;
  @Inject private Decisions decisions;
  @Inject private Delegations delegations;

  /** Everybody who may approve at all. */
  List<String> all(int projectId) {
    return users.users().stream()
        .filter(User::isEnabled)
        .filter(user -> Roles.implied(user.roles(projectId)).contains(Roles.APPROVER))
        .map(User::name)
        .toList();
  }

  /** Those whose approval a rollout waits for: who proposed it and who approved it are not. */
  List<String> awaited(Rollout rollout) {
    List<Requirement> unmet =
        rules.of(rollout.id()).stream().filter(requirement -> !requirement.met()).toList();
    Set<String> decided =
        decisions.of(rollout.id()).stream()
            .map(Decisions.Decision::decidedBy)
            .collect(Collectors.toSet());
    return all(rollout.projectId()).stream()
        .filter(name -> !name.equals(rollout.requestedBy()) && !decided.contains(name))
        .filter(name -> admitted(rollout.projectId(), name, unmet))
        .toList();
  }

  private boolean admitted(int projectId, String name, List<Requirement> unmet) {
    Set<String> standsInFor = delegations.standsInFor(projectId, name);
    return unmet.stream().anyMatch(one -> one.policy().admits(name, standsInFor));
  }
}
