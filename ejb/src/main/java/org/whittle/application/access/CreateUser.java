package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.whittle.access.Directory;
import org.whittle.access.User;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.Conflict;

/** Creates a user with a password and roles. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class CreateUser {
  @Inject private Directory directory;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /** Creates the user; the password has at least 12 characters. */
  public void create(String name, String displayName, String password, List<String> roles) {
    if (directory.find(name).isPresent()) {
      throw new Conflict("cannot create user \"" + name + "\": the name is taken");
    }
    User user = new User(name, displayName, password, clock.instant(), random);
    user.grant(caller.project(), Roles.checked(roles));
    directory.add(user);
    audited.record("create user", "user " + name, "roles: " + String.join(", ", roles));
  }
}
