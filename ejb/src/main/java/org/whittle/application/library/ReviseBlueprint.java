package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Revises the blueprint of an image. */
@Stateless
@RolesAllowed(Roles.AUTHOR)
public class ReviseBlueprint {
  /** Stores a new revision if the expected one is still the newest; gives the new one. */
  public int revise(String image, int expectedRevision, String yaml) {
    throw new UnsupportedOperationException("ReviseBlueprint");
  }
}
