package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.whittle.application.Roles;

/** Changes what a user may do. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ChangeUser {
  /** Replaces the roles of the user. */
  public void setRoles(String name, List<String> roles) {
    throw new UnsupportedOperationException("ChangeUser");
  }

  /** Lets the user in, or no longer; tokens are refused at once. */
  public void setEnabled(String name, boolean enabled) {
    throw new UnsupportedOperationException("ChangeUser");
  }
}
