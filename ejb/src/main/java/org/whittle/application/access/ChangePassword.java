package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import org.whittle.access.Directory;
import org.whittle.access.User;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.InvalidInput;

/** Changes the password of the caller. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ChangePassword {
  @Inject private Directory directory;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private SecureRandom random;

  /** Replaces the password if the old one is right. */
  public void change(String oldPassword, String newPassword) {
    User user = directory.user(caller.name());
    if (!user.accepts(oldPassword)) {
      throw new InvalidInput("cannot change the password: the old password is not right");
    }
    user.changePassword(newPassword, random);
    audited.record("change password", "user " + user.name(), "");
  }
}
