package org.whittle.application.access;

import java.util.Set;

/** Somebody who proved who they are, with all roles, implied ones included. */
public record Identity(String name, String displayName, Set<String> roles) {
  /** Copies the roles. */
  public Identity {
    roles = Set.copyOf(roles);
  }
}
