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
import java.util.Optional;
import org.whittle.application.Page;
import org.whittle.application.patches.AffectedImage;
import org.whittle.application.patches.PatchPage;
import org.whittle.application.patches.PatchQuery;
import org.whittle.application.patches.PatchRow;
import org.whittle.application.patches.ReadPatches;
import org.whittle.patches.PatchState;

/** Patches and what they touch. */
@RequestScoped
@Path("/patches")
@Produces(MediaType.APPLICATION_JSON)
public class PatchesResource {
  @EJB private ReadPatches read;

  /** Patches, those that affect most images first. */
  @GET
  public Page<PatchRow> list(
      @QueryParam("text") @DefaultValue("") String text,
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("affecting") @DefaultValue("false") boolean affecting,
      @BeanParam Paging paging) {
    Optional<PatchState> wanted =
        state.isEmpty()
            ? Optional.empty()
            : Optional.of(Required.constant(PatchState.class, "state", state));
    return read.patches(new PatchQuery(text, wanted, affecting), paging.request());
  }

  /** One patch. */
  @GET
  @Path("/{id: [0-9]{1,18}}")
  public PatchPage one(@PathParam("id") long id) {
    return read.patch(id);
  }

  /** Images that the patch touches, by name. */
  @GET
  @Path("/{id: [0-9]{1,18}}/affected")
  public Page<AffectedImage> affected(@PathParam("id") long id, @BeanParam Paging paging) {
    return read.affected(id, paging.request());
  }
}
