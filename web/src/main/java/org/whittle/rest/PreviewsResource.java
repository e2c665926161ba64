package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.whittle.application.library.PreviewBlueprint;
import org.whittle.application.library.PreviewView;

/** What blueprints would give, without building them. */
@RequestScoped
@Path("/previews")
@Produces(MediaType.APPLICATION_JSON)
public class PreviewsResource {
  @EJB private PreviewBlueprint preview;

  /** Checks and resolves a blueprint in YAML; problems are part of the answer. */
  @POST
  @Consumes({Media.YAML, MediaType.TEXT_PLAIN, MediaType.WILDCARD})
  public PreviewView preview(String yaml) {
    return preview.preview(Required.body(yaml));
  }
}
