package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.library.DownloadArtifact;
import org.whittle.application.library.FileRow;
import org.whittle.application.library.ReadFiles;
import org.whittle.application.library.ReadLibrary;
import org.whittle.application.library.VersionPage;
import org.whittle.application.library.VersionRow;
import org.whittle.application.library.WhyFile;

/** Versions of an image: what they are made of, and what can be downloaded. */
@RequestScoped
@Path("/images/{name}/versions")
@Produces(MediaType.APPLICATION_JSON)
public class VersionsResource {
  @EJB private ReadLibrary library;
  @EJB private ReadFiles files;
  @EJB private DownloadArtifact download;

  /** All versions, newest first. */
  @GET
  public Page<VersionRow> list(@PathParam("name") String name, @BeanParam Paging paging) {
    return paging.of(library.image(name).versions());
  }

  /** One version. */
  @GET
  @Path("/{number: [0-9]{1,9}}")
  public VersionPage one(@PathParam("name") String name, @PathParam("number") int number) {
    return library.version(name, number);
  }

  /** Files whose path contains the text, by path, each with its reason. */
  @GET
  @Path("/{number: [0-9]{1,9}}/files")
  public Page<FileRow> files(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("text") @DefaultValue("") String text,
      @BeanParam Paging paging) {
    return files.files(name, number, text, paging.request());
  }

  /** Why a path is in the version, or why not. */
  @GET
  @Path("/{number: [0-9]{1,9}}/why")
  public WhyFile why(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("path") @Nullable String path) {
    return files.why(name, number, Required.member("path", path));
  }

  /** Downloads an artifact: {@code oci} or {@code tar}; one range of bytes may be asked for. */
  @GET
  @Path("/{number: [0-9]{1,9}}/artifacts/{kind}")
  @Produces(MediaType.WILDCARD)
  public Response artifact(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @PathParam("kind") String kind,
      @HeaderParam("If-None-Match") @Nullable String known,
      @HeaderParam("If-Range") @Nullable String rangeOf,
      @HeaderParam("Range") @Nullable String range) {
    return Download.of(download.open(name, number, kind), known, rangeOf, range);
  }
}
