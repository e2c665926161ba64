package org.whittle.portal.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.security.Principal;
import org.whittle.application.Roles;

/**
 * Who is signed in and what the pages may offer them.
 *
 * <p>This only decides what is shown; the use cases check every call themselves.
 */
@Named
@RequestScoped
public class Caller {

  /** Name of the signed-in user; empty if nobody is. */
  public String getName() {
    Principal principal = external().getUserPrincipal();
    return principal == null ? "" : principal.getName();
  }

  /** Whether somebody is signed in. */
  public boolean isSignedIn() {
    return external().getUserPrincipal() != null;
  }

  /** Whether blueprints may be written and images built. */
  public boolean isAuthor() {
    return has(Roles.AUTHOR);
  }

  /** Whether rollouts may be proposed and images held. */
  public boolean isPatchManager() {
    return has(Roles.PATCH_MANAGER);
  }

  /** Whether rollouts may be decided on. */
  public boolean isApprover() {
    return has(Roles.APPROVER);
  }

  /** Whether jobs may be started and channels moved. */
  public boolean isOperator() {
    return has(Roles.OPERATOR);
  }

  /** Whether the audit trail may be read. */
  public boolean isAuditor() {
    return has(Roles.AUDITOR);
  }

  /** Whether users and sources may be managed. */
  public boolean isAdministrator() {
    return has(Roles.ADMINISTRATOR);
  }

  /** Whether a build may be asked for. */
  public boolean isBuilder() {
    return isAuthor() || isOperator();
  }

  /** Whether a sync may be asked for. */
  public boolean isSyncer() {
    return isPatchManager() || isOperator() || isAdministrator();
  }

  private static boolean has(String role) {
    return external().isUserInRole(role);
  }

  private static ExternalContext external() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }
}
