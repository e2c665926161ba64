package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.library.HoldView;
import org.whittle.application.library.Holds;
import org.whittle.application.library.ReadLibrary;

/** Holds of an image: it stays on a version of a package. */
@RequestScoped
@Path("/images/{name}/holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class HoldsResource {
  @EJB private ReadLibrary library;
  @EJB private Holds holds;

  /**
   * What to hold.
   *
   * @param until last day of the hold, like 2026-12-31; without it, until it is released
   */
  record NewHold(
      @Nullable String packageName, @Nullable String reason, @Nullable LocalDate until) {}

  /** The holds of an image. */
  @GET
  public Page<HoldView> list(@PathParam("name") String name, @BeanParam Paging paging) {
    return paging.of(library.image(name).holds());
  }

  /** Holds the image on the version of the package that its newest version has. */
  @POST
  public Response place(@PathParam("name") String name, NewHold hold) {
    NewHold wanted = Required.body(hold);
    long id =
        holds.place(
            name,
            Required.member("packageName", wanted.packageName()),
            Required.member("reason", wanted.reason()),
            Optional.ofNullable(wanted.until()));
    return Answers.created("holds", id);
  }
}
