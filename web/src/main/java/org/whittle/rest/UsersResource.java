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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Page;
import org.whittle.application.access.ChangeUser;
import org.whittle.application.access.CreateUser;
import org.whittle.application.access.ReadUsers;
import org.whittle.application.access.UserView;

/** Users and their roles. */
@RequestScoped
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class UsersResource {
  @EJB private ReadUsers read;
  @EJB private CreateUser create;
  @EJB private ChangeUser change;

  /** Who is to be created; the password has at least 12 characters. */
  record NewUser(
      @Nullable String name,
      @Nullable String displayName,
      @Nullable String password,
      @Nullable List<String> roles) {}

  /** The name of what was created. */
  record Named(String name) {}

  /** The roles that a user is to have. */
  record RoleList(@Nullable List<String> roles) {}

  /** All users, by name. */
  @GET
  public Page<UserView> list(@BeanParam Paging paging) {
    return paging.of(read.all());
  }

  /** Creates a user. */
  @POST
  public Response create(NewUser user) {
    NewUser wanted = Required.body(user);
    String name = Required.member("name", wanted.name());
    create.create(
        name,
        Objects.requireNonNullElse(wanted.displayName(), name),
        Required.member("password", wanted.password()),
        Required.elements("roles", wanted.roles()));
    return Answers.created(new Named(name), "users", name);
  }

  /** Replaces the roles of a user. */
  @PUT
  @Path("/{name}/roles")
  public void roles(@PathParam("name") String name, RoleList roles) {
    change.setRoles(name, Required.elements("roles", Required.body(roles).roles()));
  }

  /** Lets a user in again. */
  @POST
  @Path("/{name}/enable")
  public void enable(@PathParam("name") String name) {
    change.setEnabled(name, true);
  }

  /** Lets a user in no longer. */
  @POST
  @Path("/{name}/disable")
  public void disable(@PathParam("name") String name) {
    change.setEnabled(name, false);
  }
}
