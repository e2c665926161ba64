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
import java.util.List;
import java.util.Optional;
import org.whittle.application.Page;
import org.whittle.application.library.BuildImage;
import org.whittle.application.library.CreateImage;
import org.whittle.application.library.ImagePage;
import org.whittle.application.library.ImageQuery;
import org.whittle.application.library.ImageRow;
import org.whittle.application.library.ReadLibrary;
import org.whittle.application.library.VersionDifference;
import org.whittle.application.rollouts.ImageWait;
import org.whittle.application.rollouts.ReadRollouts;
import org.whittle.library.ImageState;

/** Images of the library. */
@RequestScoped
@Path("/images")
@Produces(MediaType.APPLICATION_JSON)
public class ImagesResource {
  @EJB private ReadLibrary library;
  @EJB private CreateImage create;
  @EJB private BuildImage build;
  @EJB private ReadRollouts rollouts;

  /** Images whose name, description or packages contain the text, in a state if one is named. */
  @GET
  public Page<ImageRow> list(
      @QueryParam("text") @DefaultValue("") String text,
      @QueryParam("state") @DefaultValue("") String state,
      @BeanParam Paging paging) {
    Optional<ImageState> wanted =
        state.isEmpty()
            ? Optional.empty()
            : Optional.of(Required.constant(ImageState.class, "state", state));
    return library.images(new ImageQuery(text, wanted), paging.request());
  }

  /** Creates an image from a blueprint in YAML. */
  @POST
  @Consumes({Media.YAML, MediaType.TEXT_PLAIN, MediaType.WILDCARD})
  public Response create(String yaml) {
    String name = create.create(Required.body(yaml));
    return Answers.created(library.image(name), "images", name);
  }

  /** One image, its versions, channels and holds. */
  @GET
  @Path("/{name}")
  public ImagePage one(@PathParam("name") String name) {
    return library.image(name);
  }

  /** Starts a build. */
  @POST
  @Path("/{name}/builds")
  public Response build(@PathParam("name") String name) {
    return Answers.started(build.start(name));
  }

  /** What differs between two versions. */
  @GET
  @Path("/{name}/difference")
  public VersionDifference difference(
      @PathParam("name") String name,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    return library.difference(name, Required.number("from", from), Required.number("to", to));
  }

  /** The rollouts that are to rebuild the image and have not yet, and why. */
  @GET
  @Path("/{name}/waiting")
  public List<ImageWait> waiting(@PathParam("name") String name) {
    return rollouts.waiting(name);
  }
}
