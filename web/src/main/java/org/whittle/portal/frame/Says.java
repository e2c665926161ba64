package org.whittle.portal.frame;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import org.whittle.kernel.Failure;
import org.whittle.portal.format.Texts;

/** Tells the user what happened; also across a redirect. */
@ApplicationScoped
public class Says {
  @Inject private Texts texts;

  /** Says that something was done. */
  public void done(String key, Object... values) {
    add(FacesMessage.SEVERITY_INFO, texts.of(key, values), "");
  }

  /** Says why something was not done, and what the user can do about it. */
  public static void failed(Failure failure) {
    add(FacesMessage.SEVERITY_ERROR, failure.getMessage(), failure.remedy().orElse(""));
  }

  static void add(FacesMessage.Severity severity, String summary, String detail) {
    FacesContext faces = FacesContext.getCurrentInstance();
    faces.getExternalContext().getFlash().setKeepMessages(true);
    faces.addMessage(null, new FacesMessage(severity, summary, detail));
  }
}
