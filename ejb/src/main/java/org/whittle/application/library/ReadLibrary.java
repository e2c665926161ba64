package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;

/** Reads images and their versions. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadLibrary {
  /** Images, by name if no other order is asked for. */
  public Page<ImageRow> images(ImageQuery query, PageRequest page) {
    throw new UnsupportedOperationException("ReadLibrary");
  }

  /** One image. */
  public ImagePage image(String name) {
    throw new UnsupportedOperationException("ReadLibrary");
  }

  /** One version of an image. */
  public VersionPage version(String image, int number) {
    throw new UnsupportedOperationException("ReadLibrary");
  }

  /** What differs between two versions. */
  public VersionDifference difference(String image, int from, int to) {
    throw new UnsupportedOperationException("ReadLibrary");
  }
}
