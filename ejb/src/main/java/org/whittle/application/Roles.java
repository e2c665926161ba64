package org.whittle.application;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.whittle.kernel.InvalidInput;

/** Names of the roles, as grants and {@code @RolesAllowed} spell them. */
public final class Roles {
  /** Sees everything of the project but users and audit. */
  public static final String VIEWER = "viewer";

  /** Writes blueprints, previews and builds images. */
  public static final String AUTHOR = "author";

  /** Syncs sources, holds images back, proposes rollouts. */
  public static final String PATCH_MANAGER = "patch-manager";

  /** Decides on rollouts that somebody else proposed. */
  public static final String APPROVER = "approver";

  /** Runs and restarts jobs, moves channels. */
  public static final String OPERATOR = "operator";

  /** Reads the audit trail. */
  public static final String AUDITOR = "auditor";

  /** Manages users and sources; may do all of the above, four eyes excepted. */
  public static final String ADMINISTRATOR = "administrator";

  /** Pulls images by the registry: what those who are not known may do where that is allowed. */
  public static final String PULLER = "puller";

  /** The batch's own identity; nobody can be granted it. */
  public static final String SYSTEM = "system";

  /** The roles that can be granted, the least powerful first. */
  public static final List<String> GRANTABLE =
      List.of(VIEWER, AUTHOR, PATCH_MANAGER, APPROVER, OPERATOR, AUDITOR, ADMINISTRATOR);

  private Roles() {}

  /** The granted roles with all that they imply: each lets its user view, administrator all. */
  public static Set<String> implied(List<String> granted) {
    Set<String> roles = new TreeSet<>(granted);
    if (roles.contains(ADMINISTRATOR)) {
      roles.addAll(GRANTABLE);
    } else if (!roles.isEmpty()) {
      roles.add(VIEWER);
    }
    return roles;
  }

  /**
   * Checks that all can be granted.
   *
   * @throws InvalidInput if one does not exist
   */
  public static List<String> checked(List<String> roles) {
    for (String role : roles) {
      if (!GRANTABLE.contains(role)) {
        throw new InvalidInput(
            "cannot grant role \"" + role + "\": there is no such role",
            "Use one of " + String.join(", ", GRANTABLE),
            null);
      }
    }
    return roles;
  }
}
