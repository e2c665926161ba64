package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.library.ImagePage;
import org.whittle.application.library.MoveChannel;
import org.whittle.application.library.ReadLibrary;

/** Channels of an image: dev, test, prod. */
@RequestScoped
@Path("/images/{name}/channels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChannelsResource {
  @EJB private ReadLibrary library;
  @EJB private MoveChannel move;

  /**
   * Where a channel is to point.
   *
   * @param comment for who decides, if a policy protects the channel
   */
  record Target(@Nullable Integer version, @Nullable String comment) {}

  /** What somebody else has to approve first. */
  record Asked(long promotion) {}

  /** Why a channel goes back. */
  record Reason(@Nullable String reason) {}

  /** Where a channel points now. */
  record Points(int version) {}

  /** Where the channels point. */
  @GET
  public Page<ImagePage.ChannelView> list(
      @PathParam("name") String name, @BeanParam Paging paging) {
    return paging.of(library.image(name).channels());
  }

  /** Points a channel to a version; 202 if somebody else has to approve it first. */
  @PUT
  @Path("/{channel}")
  public Response move(
      @PathParam("name") String name, @PathParam("channel") String channel, Target target) {
    Target wanted = Required.body(target);
    OptionalLong asked =
        move.move(
            name,
            channel,
            Required.member("version", wanted.version()),
            Objects.requireNonNullElse(wanted.comment(), ""));
    return asked.isPresent()
        ? Response.accepted(new Asked(asked.getAsLong())).build()
        : Response.noContent().build();
  }

  /** Points a channel to the older version that it came from. */
  @POST
  @Path("/{channel}/rollback")
  public Points rollBack(
      @PathParam("name") String name, @PathParam("channel") String channel, Reason reason) {
    return new Points(
        move.rollBack(name, channel, Required.member("reason", Required.body(reason).reason())));
  }
}
