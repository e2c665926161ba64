package org.whittle.application.catalogue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;

/** Searches packages of all sources. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class SearchPackages {
  /** Package versions whose name or summary contains the text, best match first. */
  public Page<PackageRow> search(String text, PageRequest page) {
    throw new UnsupportedOperationException("SearchPackages");
  }
}
