package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.whittle.application.Page;
import org.whittle.application.audit.AuditRow;
import org.whittle.application.audit.ReadAudit;

/** The audit trail. */
@RequestScoped
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
  @EJB private ReadAudit read;

  /** Whether the chain of hashes fits, and the first entry that does not. */
  record Chain(boolean intact, Optional<Long> firstBroken) {}

  /** Entries whose actor, action or subject contains the text, newest first. */
  @GET
  public Page<AuditRow> list(
      @QueryParam("text") @DefaultValue("") String text, @BeanParam Paging paging) {
    return read.entries(text, paging.request());
  }

  /** Recomputes the chain of hashes. */
  @GET
  @Path("/chain")
  public Chain chain() {
    Optional<Long> broken = read.firstBroken();
    return new Chain(broken.isEmpty(), broken);
  }
}
