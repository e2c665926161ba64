package org.whittle.portal.access;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.application.Roles;
import org.whittle.application.access.ChangeUser;
import org.whittle.application.access.CreateUser;
import org.whittle.application.access.ReadUsers;
import org.whittle.application.access.UserView;
import org.whittle.portal.frame.Says;

/** Users and their roles. */
@Named
@ViewScoped
public class UsersPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadUsers users;
  @EJB private CreateUser creating;
  @EJB private ChangeUser changing;
  @Inject private Says says;

  private List<UserView> all = List.of();
  private String edited = "";
  private List<String> roles = List.of();
  private String name = "";
  private String displayName = "";
  private String password = "";
  private List<String> newRoles = List.of(Roles.VIEWER);

  /** Reads the users anew. */
  @PostConstruct
  public void load() {
    all = users.all();
  }

  /** Opens the roles of a user. */
  public void edit(UserView user) {
    edited = user.name();
    roles = user.roles();
  }

  /** Puts the form away. */
  public void cancel() {
    edited = "";
  }

  /** Gives the user these roles. */
  public void grant() {
    changing.setRoles(edited, roles);
    says.done("users.granted", edited);
    cancel();
    load();
  }

  /** Lets the user in, or no longer. */
  public void turn(UserView user, boolean enabled) {
    changing.setEnabled(user.name(), enabled);
    says.done(enabled ? "users.enabled" : "users.disabled", user.name());
    load();
  }

  /** Creates a user. */
  public void create() {
    creating.create(name.strip(), displayName.strip(), password, newRoles);
    says.done("users.created", name.strip());
    name = "";
    displayName = "";
    newRoles = List.of(Roles.VIEWER);
    load();
  }

  /** Roles to choose from. */
  public List<String> getKnownRoles() {
    return List.of(
        Roles.VIEWER,
        Roles.AUTHOR,
        Roles.PATCH_MANAGER,
        Roles.APPROVER,
        Roles.OPERATOR,
        Roles.AUDITOR,
        Roles.ADMINISTRATOR);
  }

  /** All users. */
  public List<UserView> getAll() {
    return all;
  }

  /** The user whose roles are open; empty if none. */
  public String getEdited() {
    return edited;
  }

  /** The roles in the form. */
  public List<String> getRoles() {
    return roles;
  }

  /** The roles in the form. */
  public void setRoles(@Nullable List<String> roles) {
    this.roles = roles == null ? List.of() : roles;
  }

  /** The new user's name. */
  public String getName() {
    return name;
  }

  /** The new user's name. */
  public void setName(String name) {
    this.name = name;
  }

  /** The new user's full name. */
  public String getDisplayName() {
    return displayName;
  }

  /** The new user's full name. */
  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  /** Never given back to the page. */
  public String getPassword() {
    return "";
  }

  /** The new user's password. */
  public void setPassword(String password) {
    this.password = password;
  }

  /** The new user's roles. */
  public List<String> getNewRoles() {
    return newRoles;
  }

  /** The new user's roles. */
  public void setNewRoles(@Nullable List<String> newRoles) {
    this.newRoles = newRoles == null ? List.of() : newRoles;
  }
}
