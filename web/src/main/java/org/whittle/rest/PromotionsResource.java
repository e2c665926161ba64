package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.audit.ExportEvidence;
import org.whittle.application.promotions.DecidePromotion;
import org.whittle.application.promotions.PromotionQuery;
import org.whittle.application.promotions.PromotionView;
import org.whittle.application.promotions.ReadPromotions;
import org.whittle.library.PromotionState;

/** Promotions of versions to channels that a policy protects. */
@RequestScoped
@Path("/promotions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PromotionsResource {
  @EJB private ReadPromotions read;
  @EJB private DecidePromotion decide;
  @EJB private ExportEvidence export;

  /**
   * A decision.
   *
   * @param subject the digest of what was decided on, as the promotion has it
   */
  record Decision(@Nullable String subject, @Nullable String comment) {}

  /** Where the promotion stands after a decision; void if its channel has moved meanwhile. */
  record Standing(PromotionState state) {}

  /** Promotions, newest first. */
  @GET
  public Page<PromotionView> list(
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("image") @DefaultValue("") String image,
      @BeanParam Paging paging) {
    Optional<PromotionState> wanted =
        state.isEmpty()
            ? Optional.empty()
            : Optional.of(Required.constant(PromotionState.class, "state", state));
    return read.promotions(new PromotionQuery(wanted, image), paging.request());
  }

  /** One promotion. */
  @GET
  @Path("/{id: [0-9]{1,18}}")
  public PromotionView one(@PathParam("id") long id) {
    return read.promotion(id);
  }

  /** One file with all that shows how the promotion came about. */
  @GET
  @Path("/{id: [0-9]{1,18}}/evidence")
  @Produces("application/zip")
  public Response evidence(@PathParam("id") long id) {
    return Download.of(export.ofPromotion(id), null, null, null);
  }

  /** Approves what the digest names. */
  @POST
  @Path("/{id: [0-9]{1,18}}/approve")
  public Standing approve(@PathParam("id") long id, Decision decision) {
    Decision given = Required.body(decision);
    return new Standing(
        decide.approve(
            id,
            Required.member("subject", given.subject()),
            Objects.requireNonNullElse(given.comment(), "")));
  }

  /** Rejects what the digest names; the comment says why. */
  @POST
  @Path("/{id: [0-9]{1,18}}/reject")
  public Standing reject(@PathParam("id") long id, Decision decision) {
    Decision given = Required.body(decision);
    return new Standing(
        decide.reject(
            id,
            Required.member("subject", given.subject()),
            Objects.requireNonNullElse(given.comment(), "")));
  }
}
