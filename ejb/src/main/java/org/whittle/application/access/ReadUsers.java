package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.whittle.access.Directory;
import org.whittle.application.Caller;
import org.whittle.application.Roles;

/** Lists users. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ReadUsers {
  @Inject private Directory directory;
  @Inject private Caller caller;

  /** All users, by name. */
  public List<UserView> all() {
    return directory.users().stream()
        .map(
            user ->
                new UserView(
                    user.name(),
                    user.displayName(),
                    user.isEnabled(),
                    user.roles(caller.project()),
                    user.createdAt()))
        .toList();
  }
}
