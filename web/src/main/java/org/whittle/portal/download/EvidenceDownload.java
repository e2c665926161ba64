package org.whittle.portal.download;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.whittle.application.audit.ExportEvidence;
import org.whittle.application.library.Artifact;
import org.whittle.kernel.NotFound;
import org.whittle.portal.frame.ErrorView;

/**
 * Sends the evidence of a rollout or a promotion to the browser of an auditor who has logged in.
 */
@WebServlet(urlPatterns = "/evidence/*")
public class EvidenceDownload extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @EJB private transient ExportEvidence export;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    @Nullable String path = request.getPathInfo();
    if (path == null || !path.matches("/(promotion/)?[0-9]{1,18}")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    try {
      long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
      Artifact evidence =
          path.startsWith("/promotion/") ? export.ofPromotion(id) : export.ofRollout(id);
      response.setContentType(evidence.mediaType());
      response.setHeader("Cache-Control", "no-store");
      response.setHeader(
          "Content-Disposition", "attachment; filename=\"" + evidence.fileName() + '"');
      evidence.content().writeTo(response.getOutputStream());
    } catch (EJBAccessException denied) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } catch (NotFound nothing) {
      ErrorView.tell(request, nothing.messageWithRemedy());
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }
}
