package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.whittle.application.Page;
import org.whittle.application.sources.BrokenPackage;
import org.whittle.application.sources.ReadSnapshots;
import org.whittle.application.sources.SnapshotPage;

/** What sources offered at one moment, and what of it cannot be installed. */
@RequestScoped
@Path("/snapshots")
@Produces(MediaType.APPLICATION_JSON)
public class SnapshotsResource {
  @EJB private ReadSnapshots read;

  /** One snapshot; its installability is null until it was checked. */
  @GET
  @Path("/{id: [0-9]{1,18}}")
  public SnapshotPage one(@PathParam("id") long id) {
    return read.snapshot(id);
  }

  /** Packages that cannot be installed and whose name contains the text, with the reasons. */
  @GET
  @Path("/{id: [0-9]{1,18}}/broken")
  public Page<BrokenPackage> broken(
      @PathParam("id") long id,
      @QueryParam("text") @DefaultValue("") String text,
      @BeanParam Paging paging) {
    return read.broken(id, text, paging.request());
  }
}
