package org.whittle.login;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.ResourceBundle;
import org.whittle.application.access.Authenticate;
import org.whittle.application.access.Identity;

/** The login form: exchanges name and password for a session, and ends it. */
@Named
@RequestScoped
public class LoginPage {
  @EJB private Authenticate authenticate;

  private String name = "";
  private String password = "";
  private String to = "";

  /** Logs in and goes to the page that was wanted. */
  public void login() throws IOException {
    FacesContext faces = FacesContext.getCurrentInstance();
    Optional<Identity> identity = authenticate.byPassword(name.strip(), password);
    if (identity.isEmpty()) {
      faces.addMessage(
          null,
          new FacesMessage(
              FacesMessage.SEVERITY_ERROR,
              text(faces, "login.refused"),
              text(faces, "login.hint")));
      return;
    }
    ExternalContext external = faces.getExternalContext();
    Session.begin((HttpServletRequest) external.getRequest(), identity.get());
    external.redirect(external.getRequestContextPath() + target());
  }

  /** Ends the session. */
  public void logout() throws IOException, ServletException {
    ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
    ((HttpServletRequest) external.getRequest()).logout();
    external.invalidateSession();
    external.redirect(external.getRequestContextPath() + "/login.xhtml");
  }

  /** Only a path of this application: nobody is sent elsewhere by a link to the login page. */
  private String target() {
    return to.startsWith("/") && !to.startsWith("//") && to.indexOf('\\') < 0 ? to : "/";
  }

  private static String text(FacesContext faces, String key) {
    ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "msg");
    return texts.getString(key);
  }

  /** The name as typed. */
  public String getName() {
    return name;
  }

  /** The name as typed. */
  public void setName(String name) {
    this.name = name;
  }

  /** Never given back to the page. */
  public String getPassword() {
    return "";
  }

  /** The password as typed. */
  public void setPassword(String password) {
    this.password = password;
  }

  /** The page that was wanted. */
  public String getTo() {
    return to;
  }

  /** The page that was wanted. */
  public void setTo(String to) {
    this.to = to;
  }
}
