package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.advisory.AdvisoryFormat;
import org.whittle.application.Page;
import org.whittle.application.patches.FeedView;
import org.whittle.application.patches.LoadAdvisories;
import org.whittle.application.patches.ManageAdvisoryFeeds;
import org.whittle.application.patches.ReadAdvisoryFeeds;

/** Files of advisories that an operator supplies. */
@RequestScoped
@Path("/advisory-feeds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AdvisoryFeedsResource {
  @EJB private ReadAdvisoryFeeds read;
  @EJB private ManageAdvisoryFeeds manage;
  @EJB private LoadAdvisories load;

  /**
   * A feed to be added.
   *
   * @param format tracker or osv
   * @param release whose advisories are taken: a code name for tracker, an ecosystem for osv
   * @param uri where it is read from; absent if files are given
   */
  record NewFeed(
      @Nullable String name,
      @Nullable String format,
      @Nullable String release,
      @Nullable String uri) {}

  /** All feeds, by name. */
  @GET
  public Page<FeedView> list(@BeanParam Paging paging) {
    return paging.of(read.all());
  }

  /** Adds a feed; it is read when it is refreshed, or a file is given. */
  @POST
  public Response add(NewFeed feed) {
    NewFeed given = Required.body(feed);
    String name = Required.member("name", given.name());
    manage.add(
        name,
        Required.constant(
            AdvisoryFormat.class, "format", Required.member("format", given.format())),
        Required.member("release", given.release()),
        Optional.ofNullable(given.uri()));
    return Answers.created(read.feed(name), "advisory-feeds", name);
  }

  /** One feed. */
  @GET
  @Path("/{name}")
  public FeedView one(@PathParam("name") String name) {
    return read.feed(name);
  }

  /** Puts a file, which may be packed by gzip, in the place of what the feed said before. */
  @PUT
  @Path("/{name}/file")
  @Consumes({MediaType.APPLICATION_JSON, "application/gzip", MediaType.APPLICATION_OCTET_STREAM})
  public FeedView file(@PathParam("name") String name, InputStream content) {
    load.file(name, content);
    return read.feed(name);
  }

  /** Starts to read the feed from its address. */
  @POST
  @Path("/{name}/refresh")
  public Response refresh(@PathParam("name") String name) {
    return Answers.started(load.refresh(name));
  }

  /** Removes a feed, with all that it said of patches. */
  @DELETE
  @Path("/{name}")
  public void remove(@PathParam("name") String name) {
    manage.remove(name);
  }
}
