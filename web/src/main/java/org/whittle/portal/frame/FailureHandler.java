package org.whittle.portal.frame;

import jakarta.ejb.EJBAccessException;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Denied;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;

/**
 * The one place where a page's exception becomes something to read.
 *
 * <p>A foreseen failure of an action is a message on the page where the user is. When the page
 * itself cannot be shown, an error page says so. What was not foreseen gets a reference that stands
 * in the log beside the stack trace; the user never sees the trace.
 */
final class FailureHandler extends ExceptionHandlerWrapper {
  private static final Logger LOG = System.getLogger(FailureHandler.class.getName());

  /** Request attribute: the sentence that the error page shows. */
  static final String SENTENCE = "org.whittle.portal.sentence";

  /** Request attribute: the reference to quote. */
  static final String REFERENCE = "org.whittle.portal.reference";

  FailureHandler(ExceptionHandler wrapped) {
    super(wrapped);
  }

  @Override
  public void handle() {
    Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
    FacesContext faces = FacesContext.getCurrentInstance();
    while (events.hasNext()) {
      ExceptionQueuedEvent event = events.next();
      events.remove();
      if (!faces.getResponseComplete()) {
        handle(faces, event.getContext().getException(), event.getContext().getPhaseId());
      }
    }
    getWrapped().handle();
  }

  private static void handle(FacesContext faces, Throwable thrown, PhaseId phase) {
    Failure failure = find(thrown, Failure.class);
    boolean denied = find(thrown, EJBAccessException.class) != null;
    boolean canAnswer = faces.isPostback() && !PhaseId.RENDER_RESPONSE.equals(phase);
    if (find(thrown, ViewExpiredException.class) != null) {
      expired(faces);
    } else if (failure != null && canAnswer) {
      Says.failed(failure);
      faces.renderResponse();
    } else if (denied && canAnswer) {
      Says.add(
          FacesMessage.SEVERITY_ERROR,
          texts(faces, "denied.summary"),
          texts(faces, "denied.detail"));
      faces.renderResponse();
    } else if (failure instanceof NotFound || failure instanceof InvalidInput) {
      // Where nothing was sent, it is the address that is wrong.
      send(faces, 404, failure.messageWithRemedy(), "");
    } else if (failure instanceof Denied || denied) {
      send(faces, 403, failure == null ? "" : failure.messageWithRemedy(), "");
    } else if (failure != null) {
      send(faces, 500, failure.messageWithRemedy(), log(thrown, faces));
    } else {
      send(faces, 500, "", log(thrown, faces));
    }
  }

  /** Back to where the user was, with a fresh view: what was searched for is in the address. */
  private static void expired(FacesContext faces) {
    Says.add(
        FacesMessage.SEVERITY_WARN,
        texts(faces, "expired.summary"),
        texts(faces, "expired.detail"));
    redirect(faces, address(faces.getExternalContext()));
  }

  /** The address that the form was shown at; the form itself posts without the query. */
  private static String address(ExternalContext external) {
    String page = external.getRequestContextPath() + external.getRequestServletPath();
    String referrer = external.getRequestHeaderMap().getOrDefault("Referer", "");
    int query = referrer.indexOf(page + "?");
    return query < 0 ? page : referrer.substring(query);
  }

  private static void send(FacesContext faces, int status, String sentence, String reference) {
    ExternalContext external = faces.getExternalContext();
    if (faces.getPartialViewContext().isAjaxRequest()) {
      redirect(
          faces,
          external.getRequestContextPath()
              + "/error/"
              + status
              + ".xhtml?reference="
              + URLEncoder.encode(reference, StandardCharsets.UTF_8));
      return;
    }
    external.getRequestMap().put(SENTENCE, sentence);
    external.getRequestMap().put(REFERENCE, reference);
    try {
      if (!external.isResponseCommitted()) {
        external.responseReset();
      }
      external.responseSendError(status, null);
      faces.responseComplete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void redirect(FacesContext faces, String address) {
    try {
      faces.getExternalContext().redirect(address);
      faces.responseComplete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String log(Throwable thrown, FacesContext faces) {
    String reference = UUID.randomUUID().toString().substring(0, 8);
    LOG.log(
        Level.ERROR,
        "page failed, reference "
            + reference
            + ": "
            + faces.getExternalContext().getRequestServletPath(),
        thrown);
    return reference;
  }

  private static String texts(FacesContext faces, String key) {
    return faces.getApplication().getResourceBundle(faces, "msg").getString(key);
  }

  private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> wanted) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (wanted.isInstance(at)) {
        return wanted.cast(at);
      }
    }
    return null;
  }
}
