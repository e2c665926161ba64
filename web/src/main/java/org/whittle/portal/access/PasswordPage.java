package org.whittle.portal.access;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.whittle.application.access.ChangePassword;
import org.whittle.kernel.InvalidInput;
import org.whittle.portal.format.Texts;
import org.whittle.portal.frame.Says;

/** Changes the password of the signed-in user. */
@Named
@RequestScoped
public class PasswordPage {
  @EJB private ChangePassword changing;
  @Inject private Says says;
  @Inject private Texts texts;

  private String old = "";
  private String chosen = "";
  private String again = "";

  /** Changes it, if it was typed twice alike. */
  public void change() {
    if (!chosen.equals(again)) {
      throw new InvalidInput(texts.of("password.different"));
    }
    changing.change(old, chosen);
    says.done("password.changed");
  }

  /** Never given back to the page. */
  public String getOld() {
    return "";
  }

  /** The password until now. */
  public void setOld(String old) {
    this.old = old;
  }

  /** Never given back to the page. */
  public String getChosen() {
    return "";
  }

  /** The new password. */
  public void setChosen(String chosen) {
    this.chosen = chosen;
  }

  /** Never given back to the page. */
  public String getAgain() {
    return "";
  }

  /** The new password, typed again. */
  public void setAgain(String again) {
    this.again = again;
  }
}
