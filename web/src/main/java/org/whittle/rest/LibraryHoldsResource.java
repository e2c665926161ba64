package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.holds.HoldQuery;
import org.whittle.application.holds.HoldView;
import org.whittle.application.holds.ManageHolds;
import org.whittle.application.holds.NewHold;
import org.whittle.application.holds.ReadHolds;
import org.whittle.patches.HoldState;

/** The holds of the library: of images, of the images with a label, of all. */
@RequestScoped
@Path("/holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class LibraryHoldsResource {
  @EJB private ReadHolds read;
  @EJB private ManageHolds manage;

  /**
   * What to hold, and for whom: just one of image, label and library.
   *
   * @param label as {@code name=value}, or a name alone
   * @param packageName of a binary package
   * @param versions those that may be installed: one alone, or bounds such as {@code >= 1, < 2};
   *     absent for an image: the one that it has
   * @param owner who answers for it; absent: the caller
   * @param until last day of the hold, like 2026-12-31; absent: until it is released
   */
  record Wanted(
      @Nullable String image,
      @Nullable String label,
      @Nullable Boolean library,
      @Nullable String packageName,
      @Nullable String versions,
      @Nullable String reason,
      @Nullable String owner,
      @Nullable LocalDate until) {}

  /** Holds that were not released, expired ones included, by package. */
  @GET
  public Page<HoldView> list(
      @QueryParam("text") @DefaultValue("") String text,
      @QueryParam("state") @DefaultValue("") String state,
      @BeanParam Paging paging) {
    Optional<HoldState> wanted =
        state.isEmpty()
            ? Optional.empty()
            : Optional.of(Required.constant(HoldState.class, "state", state));
    return read.holds(new HoldQuery(text, wanted), paging.request());
  }

  /** Places a hold. */
  @POST
  public Response place(Wanted wanted) {
    Wanted given = Required.body(wanted);
    long id =
        manage.place(
            new NewHold(
                Optional.ofNullable(given.image()),
                Optional.ofNullable(given.label()),
                Boolean.TRUE.equals(given.library()),
                Required.member("packageName", given.packageName()),
                Optional.ofNullable(given.versions()),
                Required.member("reason", given.reason()),
                Optional.ofNullable(given.owner()),
                Optional.ofNullable(given.until())));
    return Answers.created("holds", id);
  }
}
