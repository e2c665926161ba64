package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Moves a channel of an image to another version. */
@Stateless
@RolesAllowed(Roles.OPERATOR)
public class MoveChannel {
  /** Points the channel to the version: promotion and rollback alike. */
  public void move(String image, String channel, int number) {
    throw new UnsupportedOperationException("MoveChannel");
  }
}
