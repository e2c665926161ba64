package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.access.Directory;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.InvalidInput;

/** Changes what a user may do. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ChangeUser {
  @Inject private Directory directory;
  @Inject private Caller caller;
  @Inject private Audited audited;

  /** Replaces the roles of the user. */
  public void setRoles(String name, List<String> roles) {
    if (name.equals(caller.name()) && !roles.contains(Roles.ADMINISTRATOR)) {
      throw new InvalidInput(
          "cannot take role administrator from \"" + name + "\": nobody can lock themselves out",
          "Let another administrator do it",
          null);
    }
    directory.user(name).grant(caller.project(), Roles.checked(roles));
    audited.record("change roles", "user " + name, "roles: " + String.join(", ", roles));
  }

  /** Lets the user in, or no longer; tokens are refused at once. */
  public void setEnabled(String name, boolean enabled) {
    if (name.equals(caller.name()) && !enabled) {
      throw new InvalidInput(
          "cannot disable \"" + name + "\": nobody can lock themselves out",
          "Let another administrator do it",
          null);
    }
    directory.user(name).setEnabled(enabled);
    audited.record(enabled ? "enable user" : "disable user", "user " + name, "");
  }
}
