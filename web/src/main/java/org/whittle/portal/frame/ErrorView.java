package org.whittle.portal.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.RequestMap;
import jakarta.faces.annotation.RequestParameterMap;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletRequest;
import java.util.Map;

/** What an error page says beside its fixed words. */
@Named
@RequestScoped
public class ErrorView {
  @Inject @RequestMap private Map<String, Object> attributes;
  @Inject @RequestParameterMap private Map<String, String> parameters;

  /** Leaves the sentence for the error page that the request will end on. */
  public static void tell(ServletRequest request, String sentence) {
    request.setAttribute(FailureHandler.SENTENCE, sentence);
  }

  /** What happened, for the reader; empty if only the fixed words fit. */
  public String getSentence() {
    return String.valueOf(attributes.getOrDefault(FailureHandler.SENTENCE, ""));
  }

  /** The reference under which the log has the details; empty if there are none. */
  public String getReference() {
    Object known = attributes.get(FailureHandler.REFERENCE);
    String reference =
        known == null ? parameters.getOrDefault("reference", "") : String.valueOf(known);
    return reference.matches("[0-9a-f]{8}") ? reference : "";
  }
}
