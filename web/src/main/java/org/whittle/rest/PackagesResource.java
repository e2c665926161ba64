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
import org.whittle.application.Page;
import org.whittle.application.catalogue.PackagePage;
import org.whittle.application.catalogue.PackageRow;
import org.whittle.application.catalogue.ReadPackage;
import org.whittle.application.catalogue.SearchPackages;

/** Packages of all sources. */
@RequestScoped
@Path("/packages")
@Produces(MediaType.APPLICATION_JSON)
public class PackagesResource {
  @EJB private SearchPackages search;
  @EJB private ReadPackage read;

  /** Package versions whose name or summary contains the text, best match first. */
  @GET
  public Page<PackageRow> search(
      @QueryParam("text") @DefaultValue("") String text, @BeanParam Paging paging) {
    return search.search(text, paging.request());
  }

  /** All versions of one package, and the images that contain it. */
  @GET
  @Path("/{name}")
  public PackagePage one(@PathParam("name") String name) {
    return read.read(name);
  }
}
