package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.whittle.application.dashboard.DashboardView;
import org.whittle.application.dashboard.ReadDashboard;

/** The state of the library at one glance. */
@RequestScoped
@Path("/dashboard")
@Produces(MediaType.APPLICATION_JSON)
public class DashboardResource {
  @EJB private ReadDashboard read;

  /** The state of the library now. */
  @GET
  public DashboardView read() {
    return read.read();
  }
}
