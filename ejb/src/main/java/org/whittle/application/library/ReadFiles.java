package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;

/** Reads the files of an image version. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadFiles {
  /** Files whose path contains the text, by path. */
  public Page<FileRow> files(String image, int number, String text, PageRequest page) {
    throw new UnsupportedOperationException("ReadFiles");
  }

  /** Why a path is in the version, or why not. */
  public WhyFile why(String image, int number, String path) {
    throw new UnsupportedOperationException("ReadFiles");
  }
}
