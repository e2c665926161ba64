package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.whittle.application.holds.HoldView;
import org.whittle.application.holds.ManageHolds;
import org.whittle.application.holds.ReadHolds;

/** One hold. */
@RequestScoped
@Path("/holds/{id: [0-9]{1,18}}")
@Produces(MediaType.APPLICATION_JSON)
public class HoldResource {
  @EJB private ReadHolds read;
  @EJB private ManageHolds manage;

  /** What it says, and what it does. */
  @GET
  public HoldView one(@PathParam("id") long id) {
    return read.hold(id);
  }

  /** Releases it. */
  @DELETE
  public void release(@PathParam("id") long id) {
    manage.release(id);
  }
}
