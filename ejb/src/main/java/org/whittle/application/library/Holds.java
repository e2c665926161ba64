package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.time.LocalDate;
import java.util.Optional;
import org.whittle.application.Roles;

/** Keeps an image on a version of a package, and lets it go. */
@Stateless
@RolesAllowed(Roles.PATCH_MANAGER)
public class Holds {
  /** Holds the image on the version of the package that its newest version has; gives the id. */
  public long place(String image, String packageName, String reason, Optional<LocalDate> until) {
    throw new UnsupportedOperationException("Holds");
  }

  /** Releases the hold. */
  public void release(long id) {
    throw new UnsupportedOperationException("Holds");
  }
}
