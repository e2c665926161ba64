package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.access.Directory;
import org.whittle.access.User;
import org.whittle.application.Roles;
import org.whittle.approvals.Delegations;
import org.whittle.approvals.Quorum;
import org.whittle.patches.Rollout;

/** Who may decide on rollouts, by name. */
@ApplicationScoped
class Approvers {
  @Inject private Directory users;
  @Inject private ApprovalRules rules;
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
    Quorum quorum = rules.quorum(rollout.id());
    return all(rollout.projectId()).stream()
        .filter(name -> !name.equals(rollout.requestedBy()) && !quorum.hasApproved(name))
        .filter(
            name ->
                quorum
                    .whyNotApproved(name, delegations.standsInFor(rollout.projectId(), name))
                    .isEmpty())
        .toList();
  }
}
