package org.whittle.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts the resources of this package below {@code /api/v1}. */
@ApplicationPath(RestApplication.PATH)
public class RestApplication extends Application {
  /** The path of the interface below the context's. */
  static final String PATH = "/api/v1";
}
