package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Tells what a blueprint would give, without building it. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class PreviewBlueprint {
  /** Checks and resolves the blueprint against the default baseline. */
  public PreviewView preview(String yaml) {
    throw new UnsupportedOperationException("PreviewBlueprint");
  }
}
