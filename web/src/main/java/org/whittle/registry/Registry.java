package org.whittle.registry;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.whittle.application.registry.PullImage;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;

/** Answers requests to the registry. */
@WebServlet(urlPatterns = {"/v2", "/v2/*"})
public class Registry extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern SHA512 = Pattern.compile("sha512:[0-9a-f]{128}");

  @EJB private transient PullImage pull;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Docker-Distribution-API-Version", "registry/2.0");
    response.setHeader("X-Content-Type-Options", "nosniff");
    try {
      answer(request, response);
    } catch (Failure | EJBException e) {
      refuse(request, response, e);
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<RegistryPath> path = RegistryPath.of(request.getPathInfo());
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      refuseChange(path, request, response);
      return;
    }
    if (path.isEmpty()) {
      RegistryError.NAME_INVALID.send(
          request, response, "cannot find this address: it is none of a registry's");
      return;
    }
    Answers answers = new Answers(pull, request, response);
    switch (path.get()) {
      case RegistryPath.Base base -> answers.base();
      case RegistryPath.Manifest wanted -> {
        if (isName(wanted.name(), request, response)) {
          answers.manifest(wanted.name(), wanted.reference());
        }
      }
      case RegistryPath.Blob wanted -> {
        if (isName(wanted.name(), request, response)) {
          answers.blob(wanted.name(), digest(wanted.digest()));
        }
      }
      case RegistryPath.TagList wanted -> {
        if (isName(wanted.name(), request, response)) {
          answers.tags(wanted.name());
        }
      }
      case RegistryPath.Referrers wanted -> {
        if (isName(wanted.name(), request, response)) {
          answers.referrers(wanted.name(), digest(wanted.digest()));
        }
      }
    }
  }

  /** What is written wrong is told before what cannot be done with it, as clients expect. */
  private static void refuseChange(
      Optional<RegistryPath> path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (path.isPresent()
        && path.get() instanceof RegistryPath.Manifest wanted
        && wanted.reference().contains(":")) {
      digest(wanted.reference());
    }
    response.setHeader("Allow", "GET, HEAD");
    RegistryError.UNSUPPORTED.send(
        request, response, "cannot change this registry: images come from builds");
  }

  /**
   * Empty if it is of the specification's other algorithm, by which nothing is kept here.
   *
   * @throws InvalidInput if it is no digest
   */
  private static Optional<Digest> digest(String text) {
    if (SHA512.matcher(text).matches()) {
      return Optional.empty();
    }
    if (!text.startsWith("sha256:")) {
      throw new InvalidInput("cannot read digest \"" + text + "\": it does not begin with sha256:");
    }
    return Optional.of(Digest.parse(text));
  }

  private static boolean isName(
      String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (RegistryPath.isName(name)) {
      return true;
    }
    RegistryError.NAME_INVALID.send(
        request, response, "cannot use repository name \"" + name + "\"");
    return false;
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, RuntimeException thrown)
      throws IOException {
    for (@Nullable Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof Failure failure) {
        error(failure).send(request, response, failure.getMessage());
        return;
      }
      if (at instanceof EJBAccessException) {
        RegistryError.DENIED.send(
            request, response, "cannot pull images: your roles do not allow it");
        return;
      }
    }
    throw thrown;
  }

  private static RegistryError error(Failure failure) {
    return switch (failure) {
      case NotFound notFound -> RegistryError.NAME_UNKNOWN;
      case InvalidInput invalid -> RegistryError.DIGEST_INVALID;
      default -> RegistryError.UNAVAILABLE;
    };
  }
}
