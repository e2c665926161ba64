package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.application.approvals.AwaitedApprovers;
import org.whittle.patches.Rollout;

/** Who may decide on rollouts, by name. */
@ApplicationScoped
class Approvers {
  @Inject private AwaitedApprovers approvers;
  @Inject private ApprovalRules rules;

  /** Everybody who may approve at all. */
  List<String> all(int projectId) {
    return approvers.all(projectId);
  }

  /** Those whose approval a rollout waits for: who proposed it and who approved it are not. */
  List<String> awaited(Rollout rollout) {
    return approvers.awaited(
        rollout.projectId(), rollout.requestedBy(), rules.quorum(rollout.id()));
  }
}
