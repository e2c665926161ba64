package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.approvals.Delegate;
import org.whittle.application.approvals.DelegationView;
import org.whittle.application.approvals.ReadPolicies;
import org.whittle.kernel.InvalidInput;

/** Who stands in for whom. */
@RequestScoped
@Path("/delegations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DelegationsResource {
  @EJB private ReadPolicies read;
  @EJB private Delegate delegate;

  /**
   * Who is to stand in for the caller.
   *
   * @param until the last day, as in 2026-12-24
   */
  record Wanted(@Nullable String to, @Nullable String until, @Nullable String reason) {}

  /** The delegations that are in force. */
  @GET
  public Page<DelegationView> list(@BeanParam Paging paging) {
    return paging.of(read.delegations());
  }

  /** Lets another approver stand in for the caller. */
  @POST
  public Response delegate(Wanted wanted) {
    Wanted given = Required.body(wanted);
    String to = Required.member("to", given.to());
    String reason = Required.member("reason", given.reason());
    LocalDate until = day(Required.member("until", given.until()));
    return Answers.created("delegations", delegate.to(to, until, reason));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new InvalidInput(
          "cannot read the request: \"until\" is no date: \"" + text + "\"",
          "Write it as in 2026-12-24",
          e);
    }
  }

  /** Ends a delegation that the caller gave. */
  @DELETE
  @Path("/{id: [0-9]{1,18}}")
  public void end(@PathParam("id") long id) {
    delegate.end(id);
  }
}
