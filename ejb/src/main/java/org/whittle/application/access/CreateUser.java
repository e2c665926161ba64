package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.whittle.application.Roles;

/** Creates a user with a password and roles. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class CreateUser {
  /** Creates the user; the password has at least 12 characters. */
  public void create(String name, String displayName, String password, List<String> roles) {
    throw new UnsupportedOperationException("CreateUser");
  }
}
