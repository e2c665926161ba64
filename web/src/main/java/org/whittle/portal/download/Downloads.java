package org.whittle.portal.download;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.library.Artifact;
import org.whittle.application.library.DownloadArtifact;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.portal.frame.ErrorView;

/**
 * Sends an artifact of an image version to the browser of somebody who has logged in.
 *
 * <p>What does not exist is the error page 404 with the reason. An artifact never changes, so that
 * a browser that has it gets 304 (RFC 9110, section 13.1.2).
 */
@WebServlet(urlPatterns = "/download/*")
public class Downloads extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @EJB private transient DownloadArtifact download;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Artifact> found = headers(request, response);
    if (found.isPresent()) {
      found.get().content().writeTo(response.getOutputStream());
    }
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    headers(request, response);
  }

  /** Answers all but the content; empty if there is none to send. */
  private Optional<Artifact> headers(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Artifact> found = find(request, response);
    if (found.isEmpty()) {
      return found;
    }
    Artifact artifact = found.get();
    String tag = '"' + artifact.etag() + '"';
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", "private, no-cache");
    if (isKnown(request.getHeader("If-None-Match"), tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return Optional.empty();
    }
    response.setContentType(artifact.mediaType());
    artifact.size().ifPresent(response::setContentLengthLong);
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"" + artifact.fileName().replaceAll("[^A-Za-z0-9._-]", "_") + '"');
    return found;
  }

  private Optional<Artifact> find(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Wanted> wanted = Wanted.of(request.getPathInfo());
    if (wanted.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return Optional.empty();
    }
    try {
      return Optional.of(
          download.open(wanted.get().image(), wanted.get().version(), wanted.get().kind()));
    } catch (NotFound | InvalidInput nothing) {
      ErrorView.tell(request, nothing.messageWithRemedy());
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return Optional.empty();
    }
  }

  /** Whether {@code If-None-Match} names the tag. */
  static boolean isKnown(@Nullable String header, String tag) {
    return header != null
        && List.of(header.strip().split("\\s*,\\s*")).stream()
            .anyMatch(known -> known.equals("*") || known.replaceFirst("^W/", "").equals(tag));
  }
}
