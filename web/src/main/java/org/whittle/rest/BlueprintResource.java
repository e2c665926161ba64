package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.whittle.application.library.ImagePage;
import org.whittle.application.library.ReadLibrary;
import org.whittle.application.library.ReviseBlueprint;

/** The blueprint of an image; its revision is the entity tag. */
@RequestScoped
@Path("/images/{name}/blueprint")
public class BlueprintResource {
  @EJB private ReadLibrary library;
  @EJB private ReviseBlueprint revise;

  /** The revision that was stored. */
  record Revision(int revision) {}

  /** The newest revision. */
  @GET
  @Produces(Media.YAML)
  public Response read(@PathParam("name") String name) {
    ImagePage image = library.image(name);
    return Response.ok(image.blueprint()).tag(tag(image.blueprintRevision())).build();
  }

  /** Stores a new revision if nobody else has since the one that the caller knows. */
  @PUT
  @Consumes({Media.YAML, MediaType.TEXT_PLAIN, MediaType.WILDCARD})
  @Produces(MediaType.APPLICATION_JSON)
  public Response revise(
      @PathParam("name") String name,
      @HeaderParam("If-Match") @Nullable String match,
      @QueryParam("expectedRevision") @Nullable String expected,
      String yaml) {
    String known = match == null ? expected : match.replaceFirst("^W/", "").replace("\"", "");
    int revision =
        revise.revise(
            name, Required.number("If-Match or expectedRevision", known), Required.body(yaml));
    return Response.ok(new Revision(revision)).tag(tag(revision)).build();
  }

  private static EntityTag tag(int revision) {
    return new EntityTag(String.valueOf(revision));
  }
}
