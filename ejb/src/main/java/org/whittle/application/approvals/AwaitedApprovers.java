package org.whittle.application.approvals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.access.Directory;
import org.whittle.access.User;
import org.whittle.application.Roles;
import org.whittle.approvals.Delegations;
import org.whittle.approvals.Quorum;

/** Finds by name who may decide on something. */
@ApplicationScoped
public class AwaitedApprovers {
  @Inject private Directory users;
  @Inject private Delegations delegations;

  /** Everybody who may approve at all. */
  public List<String> all(int projectId) {
    return users.users().stream()
        .filter(User::isEnabled)
        .filter(user -> Roles.implied(user.roles(projectId)).contains(Roles.APPROVER))
        .map(User::name)
        .toList();
  }

  /** Those whose approval something waits for: who asked for it and who approved it are not. */
  public List<String> awaited(int projectId, String askedBy, Quorum quorum) {
    return all(projectId).stream()
        .filter(name -> !name.equals(askedBy) && !quorum.hasApproved(name))
        .filter(
            name -> quorum.whyNotApproved(name, delegations.standsInFor(projectId, name)).isEmpty())
        .toList();
  }
}
