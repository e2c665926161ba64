package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.whittle.application.Roles;

/** Lists users. */
@Stateless
@RolesAllowed(Roles.ADMINISTRATOR)
public class ReadUsers {
  /** All users, by name. */
  public List<UserView> all() {
    throw new UnsupportedOperationException("ReadUsers");
  }
}
