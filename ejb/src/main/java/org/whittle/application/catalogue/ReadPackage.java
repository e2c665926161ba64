package org.whittle.application.catalogue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Reads one package. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadPackage {
  /** All versions of the package and its uses. */
  public PackagePage read(String name) {
    throw new UnsupportedOperationException("ReadPackage");
  }
}
