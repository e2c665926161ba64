package org.whittle.login;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.whittle.application.access.Authenticate;
import org.whittle.application.access.Identity;

/** Tells the container who sent a request, in the way of the request's area. */
@ApplicationScoped
public class PathMechanism implements HttpAuthenticationMechanism {
  private static final String PROBLEM =
      "{\"title\":\"cannot tell who you are: a valid token is needed\",\"status\":401,"
          + "\"remedy\":\"Issue a token under Settings in the portal\"}";

  /** So much of a refused request is read before the answer. */
  private static final int MOST_READ = 1 << 16;

  @EJB private Authenticate authenticate;

  @Inject private RegistryLogin registry;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    return switch (Area.of(path(request))) {
      case OPEN -> open(request, context);
      case PAGES -> page(request, response, context);
      case API -> machine(request, response, context);
      case REGISTRY -> registry(request, response, context);
    };
  }

  private AuthenticationStatus open(HttpServletRequest request, HttpMessageContext context) {
    return bySession(request).map(i -> welcome(context, i)).orElseGet(context::doNothing);
  }

  private AuthenticationStatus page(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    return bySession(request)
        .map(identity -> welcome(context, identity))
        .orElseGet(() -> toLogin(request, response));
  }

  private AuthenticationStatus machine(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Optional<Identity> identity =
        Credentials.of(request.getHeader("Authorization"))
            .flatMap(
                credentials ->
                    switch (credentials) {
                      case Credentials.Bearer bearer -> authenticate.byToken(bearer.token());
                      case Credentials.Basic basic -> byBasic(request, basic);
                    });
    return identity
        .map(i -> welcome(context, i))
        .orElseGet(
            () ->
                refuse(
                    request,
                    response,
                    "Bearer realm=\"Whittle\"",
                    "application/problem+json",
                    PROBLEM));
  }

  /** A password opens the one address that exchanges it for a token. */
  private Optional<Identity> byBasic(HttpServletRequest request, Credentials.Basic basic) {
    return path(request).equals("/api/v1/tokens")
        ? authenticate.byPassword(basic.name(), basic.password())
        : Optional.empty();
  }

  private AuthenticationStatus registry(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    return registry
        .identity(request.getHeader("Authorization"))
        .map(identity -> welcome(context, identity))
        .orElseGet(
            () ->
                refuse(
                    request,
                    response,
                    RegistryLogin.challenge(request, path(request)),
                    "application/json",
                    RegistryLogin.UNAUTHORIZED));
  }

  private Optional<Identity> bySession(HttpServletRequest request) {
    return Session.name(request).flatMap(authenticate::bySession);
  }

  private static AuthenticationStatus welcome(HttpMessageContext context, Identity identity) {
    return context.notifyContainerAboutLogin(identity.name(), identity.roles());
  }

  private static AuthenticationStatus refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      String challenge,
      String type,
      String problem) {
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setHeader("WWW-Authenticate", challenge);
    response.setContentType(type);
    try (PrintWriter body = response.getWriter()) {
      // The container takes a short request that is not read for unfinished, and complains.
      request.getInputStream().readNBytes(MOST_READ);
      // Closed here: the container would put a page of its own in place of what is not sent yet.
      body.write(problem);
    } catch (IOException e) {
      // The client is gone; the status alone is the answer.
      return AuthenticationStatus.SEND_FAILURE;
    }
    return AuthenticationStatus.SEND_FAILURE;
  }

  private static AuthenticationStatus toLogin(
      HttpServletRequest request, HttpServletResponse response) {
    boolean partial = "partial/ajax".equals(request.getHeader("Faces-Request"));
    String wanted = partial ? shown(request) : asked(request);
    String login =
        request.getContextPath()
            + "/login.xhtml"
            + (wanted.equals("/")
                ? ""
                : "?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    try {
      if (partial) {
        response.setContentType("text/xml;charset=UTF-8");
        response
            .getWriter()
            .write(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                    + login
                    + (login.endsWith(".xhtml") ? "?" : "&amp;")
                    + "expired=true\"/></partial-response>");
      } else {
        response.sendRedirect(login);
      }
    } catch (IOException e) {
      return AuthenticationStatus.SEND_FAILURE;
    }
    return AuthenticationStatus.SEND_CONTINUE;
  }

  private static String asked(HttpServletRequest request) {
    String query = request.getQueryString();
    return path(request) + (query == null ? "" : "?" + query);
  }

  /** The address of the page that sends a part of itself: the form leaves out the query. */
  private static String shown(HttpServletRequest request) {
    String referrer = Objects.requireNonNullElse(request.getHeader("Referer"), "");
    int page = referrer.indexOf(request.getRequestURI() + "?");
    return page < 0 ? path(request) : referrer.substring(page + request.getContextPath().length());
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }
}
