package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Roles;

/** Opens an artifact of an image version. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class DownloadArtifact {
  /** The artifact: {@code oci} (OCI image layout archive) or {@code tar} (root file system). */
  public Artifact open(String image, int number, String kind) {
    throw new UnsupportedOperationException("DownloadArtifact");
  }
}
