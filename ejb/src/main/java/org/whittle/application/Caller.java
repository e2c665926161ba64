package org.whittle.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;

/** Who calls a use case, and in which project. */
@ApplicationScoped
public class Caller {
  /** The project that exists from the first migration on. */
  public static final int DEFAULT_PROJECT = 1;

  @Inject private SecurityContext security;

  /** The caller's name; {@code system} for the batch and the start of the server. */
  public String name() {
    Principal principal = security.getCallerPrincipal();
    return principal == null || principal.getName().equals("anonymous")
        ? Roles.SYSTEM
        : principal.getName();
  }

  /** Whether the caller has the role. */
  public boolean hasRole(String role) {
    return security.isCallerInRole(role);
  }

  /** The project that the caller works in. */
  public int project() {
    return DEFAULT_PROJECT;
  }
}
