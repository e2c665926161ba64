package org.whittle.application;

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

  /** The batch's own identity; nobody can be granted it. */
  public static final String SYSTEM = "system";

  private Roles() {}
}
