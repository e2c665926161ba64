package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.whittle.application.rules.AcceptMiss;

/** Makes rules out of what retro-tests asked for in vain. */
@RequestScoped
@Path("/images/{name}/versions/{number: [0-9]{1,9}}/misses/{id: [0-9]{1,9}}/rule")
@Produces(MediaType.APPLICATION_JSON)
public class MissRuleResource {
  @EJB private AcceptMiss accept;

  /** Adds a rule that keeps the path; {@code id} is its place in the list, from 1. */
  @POST
  public Response accept(
      @PathParam("name") String name, @PathParam("number") int number, @PathParam("id") int miss) {
    return Response.status(Response.Status.CREATED)
        .entity(accept.accept(name, number, miss))
        .build();
  }
}
