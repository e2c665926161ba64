package org.whittle.server;

import java.util.List;
import java.util.Map;
import org.whittle.client.Api;

/** Users of the portal: one for each role. */
enum Cast {
  VIEWER("vera", "viewer"),
  AUTHOR("arno", "author"),
  PATCH_MANAGER("petra", "patch-manager"),
  APPROVER("anna", "approver"),
  OPERATOR("olaf", "operator"),
  AUDITOR("otto", "auditor");

  private final String user;
  private final String role;

  Cast(String user, String role) {
    this.user = user;
    this.role = role;
  }

  /** The name to log in with. */
  String user() {
    return user;
  }

  String password() {
    return user + " is only here for tests";
  }

  /** Gives everybody an account. */
  static void enter(Api administrator) {
    for (Cast one : values()) {
      administrator.post(
          "users",
          Map.of(
              "name",
              one.user,
              "displayName",
              one.user,
              "password",
              one.password(),
              "roles",
              List.of(one.role)));
    }
  }
}
