package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.sources.AddSource;
import org.whittle.application.sources.OfferedView;
import org.whittle.application.sources.ReadSources;
import org.whittle.application.sources.SnapshotView;
import org.whittle.application.sources.SourceView;
import org.whittle.application.sources.SwitchSource;
import org.whittle.application.sources.SyncSource;
import org.whittle.catalogue.SourceKind;

/** Sources and their snapshots. */
@RequestScoped
@Path("/sources")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SourcesResource {
  @EJB private ReadSources read;
  @EJB private AddSource add;
  @EJB private SwitchSource turn;
  @EJB private SyncSource sync;

  /**
   * A source to be added.
   *
   * @param kind base, updates, security or other
   * @param keyring OpenPGP public keys, armored, or the Base64 form of a binary keyring
   */
  record NewSource(
      @Nullable String name,
      @Nullable String uri,
      @Nullable String suite,
      @Nullable String components,
      @Nullable String architecture,
      @Nullable String kind,
      @Nullable String keyring) {
    org.whittle.application.sources.NewSource complete() {
      return new org.whittle.application.sources.NewSource(
          Required.member("name", name),
          Required.member("uri", uri),
          Required.member("suite", suite),
          Required.member("components", components),
          Required.member("architecture", architecture),
          Required.constant(SourceKind.class, "kind", Required.member("kind", kind)),
          Required.member("keyring", keyring));
    }
  }

  /** All sources, by name. */
  @GET
  public Page<SourceView> list(@BeanParam Paging paging) {
    return paging.of(read.all());
  }

  /** Adds a source that is described in the body. */
  @POST
  public Response add(NewSource source) {
    return created(add.add(Required.body(source).complete()));
  }

  /** What the host's own package configuration names. */
  @GET
  @Path("/offered")
  public Page<OfferedView> offered(@BeanParam Paging paging) {
    return paging.of(read.offered());
  }

  /** Adds a source that is offered under this name. */
  @POST
  @Path("/offered/{name}")
  public Response addOffered(@PathParam("name") String name) {
    return created(add.addOffered(name));
  }

  /** One source. */
  @GET
  @Path("/{id: [0-9]{1,18}}")
  public SourceView one(@PathParam("id") long id) {
    return read.source(id);
  }

  /** Switches a source on. */
  @POST
  @Path("/{id: [0-9]{1,18}}/enable")
  public SourceView enable(@PathParam("id") long id) {
    turn.setEnabled(id, true);
    return read.source(id);
  }

  /** Switches a source off: it is not synced any more. */
  @POST
  @Path("/{id: [0-9]{1,18}}/disable")
  public SourceView disable(@PathParam("id") long id) {
    turn.setEnabled(id, false);
    return read.source(id);
  }

  /** Starts a sync. */
  @POST
  @Path("/{id: [0-9]{1,18}}/sync")
  public Response sync(@PathParam("id") long id) {
    return Answers.started(sync.start(id));
  }

  /** Snapshots of a source, newest first. */
  @GET
  @Path("/{id: [0-9]{1,18}}/snapshots")
  public Page<SnapshotView> snapshots(@PathParam("id") long id, @BeanParam Paging paging) {
    return paging.of(read.snapshots(id));
  }

  private static Response created(SourceView source) {
    return Answers.created(source, "sources", String.valueOf(source.id()));
  }
}
