package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Builds an image in the background. */
@Stateless
@RolesAllowed({Roles.AUTHOR, Roles.OPERATOR})
public class BuildImage {
  /** Starts a build; gives the id of the job. */
  public long start(String image) {
    throw new UnsupportedOperationException("BuildImage");
  }
}
