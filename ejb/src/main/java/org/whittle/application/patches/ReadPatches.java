package org.whittle.application.patches;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;

/** Reads patches and what they touch. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadPatches {
  /** Patches, those that affect most images first. */
  public Page<PatchRow> patches(PatchQuery query, PageRequest page) {
    throw new UnsupportedOperationException("ReadPatches");
  }

  /** One patch. */
  public PatchPage patch(long id) {
    throw new UnsupportedOperationException("ReadPatches");
  }

  /** Images that the patch touches, by name. */
  public Page<AffectedImage> affected(long id, PageRequest page) {
    throw new UnsupportedOperationException("ReadPatches");
  }
}
