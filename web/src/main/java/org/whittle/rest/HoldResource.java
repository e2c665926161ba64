package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.whittle.application.library.Holds;

/** One hold. */
@RequestScoped
@Path("/holds/{id: [0-9]{1,18}}")
public class HoldResource {
  @EJB private Holds holds;

  /** Releases it. */
  @DELETE
  public void release(@PathParam("id") long id) {
    holds.release(id);
  }
}
