package org.whittle.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.access.IssuedToken;
import org.whittle.application.access.TokenView;
import org.whittle.application.access.Tokens;

/** The caller's API tokens; to issue one, name and password do (RFC 7617). */
@RequestScoped
@Path("/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TokensResource {
  private static final int DEFAULT_DAYS = 30;

  @EJB private Tokens tokens;

  /** What the token is for, and how many days it is valid, 1 to 365. */
  record NewToken(@Nullable String label, @Nullable Integer days) {}

  /** The caller's tokens that are valid. */
  @GET
  public Page<TokenView> list(@BeanParam Paging paging) {
    return paging.of(tokens.mine());
  }

  /** Issues a token: the only answer that ever shows its secret. */
  @POST
  public Response issue(NewToken token) {
    NewToken wanted = Required.body(token);
    int days = Objects.requireNonNullElse(wanted.days(), DEFAULT_DAYS);
    IssuedToken issued = tokens.issue(Required.member("label", wanted.label()), days);
    CacheControl never = new CacheControl();
    never.setNoStore(true);
    return Response.status(Response.Status.CREATED).entity(issued).cacheControl(never).build();
  }

  /** Revokes a token. */
  @DELETE
  @Path("/{id: [0-9]{1,18}}")
  public void revoke(@PathParam("id") long id) {
    tokens.revoke(id);
  }
}
