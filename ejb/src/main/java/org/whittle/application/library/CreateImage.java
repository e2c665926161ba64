package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Creates an image from a blueprint. */
@Stateless
@RolesAllowed(Roles.AUTHOR)
public class CreateImage {
  /** Creates the image that the blueprint names; gives its name. */
  public String create(String yaml) {
    throw new UnsupportedOperationException("CreateImage");
  }
}
