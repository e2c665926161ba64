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
import org.whittle.application.holds.HoldView;
import org.whittle.application.holds.ManageHolds;
import org.whittle.application.holds.NewHold;
import org.whittle.application.library.ReadLibrary;

/** Holds of an image: it stays on versions of a package. */
@RequestScoped
@Path("/images/{name}/holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class HoldsResource {
  @EJB private ReadLibrary library;
  @EJB private ManageHolds holds;

  /**
   * What to hold.
   *
   * @param versions those that may be installed: one alone, or bounds such as {@code >= 1, < 2};
   *     absent: the one that the newest version has
   * @param owner who answers for it; absent: the caller
   * @param until last day of the hold, like 2026-12-31; absent: until it is released
   */
  record Wanted(
      @Nullable String packageName,
      @Nullable String versions,
      @Nullable String reason,
      @Nullable String owner,
      @Nullable LocalDate until) {}

  /** The holds that speak of an image, those of its labels and of the library included. */
  @GET
  public Page<HoldView> list(@PathParam("name") String name, @BeanParam Paging paging) {
    return paging.of(library.image(name).holds());
  }

  /** Holds the image on versions of a package. */
  @POST
  public Response place(@PathParam("name") String name, Wanted hold) {
    Wanted wanted = Required.body(hold);
    long id =
        holds.place(
            new NewHold(
                Optional.of(name),
                Optional.empty(),
                false,
                Required.member("packageName", wanted.packageName()),
                Optional.ofNullable(wanted.versions()),
                Required.member("reason", wanted.reason()),
                Optional.ofNullable(wanted.owner()),
                Optional.ofNullable(wanted.until())));
    return Answers.created("holds", id);
  }
}
