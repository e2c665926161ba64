package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Changes the password of the caller. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ChangePassword {
  /** Replaces the password if the old one is right. */
  public void change(String oldPassword, String newPassword) {
    throw new UnsupportedOperationException("ChangePassword");
  }
}
