package org.whittle.server;

import java.util.Set;
import java.util.concurrent.Callable;
import org.wildfly.security.auth.server.SecurityDomain;
import org.wildfly.security.authz.RoleMapper;
import org.wildfly.security.authz.Roles;

/** A user with roles, for tests that run inside the server. */
final class Actor {
  private final String name;
  private final Set<String> roles;

  private Actor(String name, Set<String> roles) {
    this.name = name;
    this.roles = roles;
  }

  /** A user of that name with just these roles; no such user need be in the database. */
  static Actor named(String name, String... roles) {
    return new Actor(name, Set.of(roles));
  }

  /** Calls the action as this user. */
  <T> T call(Callable<T> action) throws Exception {
    return SecurityDomain.getCurrent()
        .createAdHocIdentity(name)
        .withDefaultRoleMapper(RoleMapper.constant(Roles.fromSet(roles)))
        .runAs(action);
  }
}
