package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.whittle.application.Page;
import org.whittle.application.housekeeping.KeepHouse;
import org.whittle.application.jobs.JobPage;
import org.whittle.application.jobs.JobView;
import org.whittle.application.jobs.ReadJobs;
import org.whittle.application.jobs.StopJob;
import org.whittle.application.rollouts.RunRollouts;

/** Long work and how far it is. */
@RequestScoped
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {
  @EJB private ReadJobs read;
  @EJB private RunRollouts rollouts;
  @EJB private KeepHouse house;
  @EJB private StopJob stop;

  /** Jobs, newest first. */
  @GET
  public Page<JobView> list(@BeanParam Paging paging) {
    return read.jobs(paging.request());
  }

  /** One job with its items. */
  @GET
  @Path("/{id: [0-9]{1,18}}")
  public JobPage one(@PathParam("id") long id) {
    return read.job(id);
  }

  /** Starts housekeeping now: checks the store, and removes what nobody needs. */
  @POST
  @Path("/housekeeping")
  public Response housekeeping() {
    return Answers.started(house.startNow());
  }

  /** Starts the night job now: rebuilds what approved rollouts plan. */
  @POST
  @Path("/rebuild")
  public Response rebuild() {
    return Answers.started(rollouts.startNow());
  }

  /** Asks a rebuild to take no further image; what it builds now is built to its end. */
  @POST
  @Path("/{id: [0-9]{1,18}}/stop")
  public void stop(@PathParam("id") long id) {
    stop.stop(id);
  }
}
