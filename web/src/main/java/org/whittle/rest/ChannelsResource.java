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

  /** Where a channel is to point. */
  record Target(@Nullable Integer version) {}

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

  /** Points a channel to a version: promotion and rollback alike. */
  @PUT
  @Path("/{channel}")
  public void move(
      @PathParam("name") String name, @PathParam("channel") String channel, Target target) {
    move.move(name, channel, Required.member("version", Required.body(target).version()));
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
