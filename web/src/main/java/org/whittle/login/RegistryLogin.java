package org.whittle.login;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.application.access.Authenticate;
import org.whittle.application.access.Identity;

/**
 * How a client of the registry proves who it is: by name and password, by name and API token, by an
 * API token alone, or by the short-lived token that it got for one of these.
 */
@ApplicationScoped
class RegistryLogin {
  /** OCI distribution-spec 1.1, "Error Codes". */
  static final String UNAUTHORIZED =
      "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"cannot tell who you are: log in with"
          + " your name and an API token\"}]}";

  @EJB private Authenticate authenticate;
  @Inject private PullTokens tokens;

  /** Who sent the header; without one whoever may pull unknown, if that is allowed. */
  Optional<Identity> identity(@Nullable String authorization) {
    Optional<Credentials> given = Credentials.of(authorization);
    return given.isEmpty() && authorization == null
        ? authenticate.anonymousPuller()
        : given.flatMap(
            credentials ->
                switch (credentials) {
                  case Credentials.Bearer bearer -> byToken(bearer.token());
                  case Credentials.Basic basic -> byBasic(basic);
                });
  }

  private Optional<Identity> byToken(String token) {
    Optional<String> bearer = tokens.bearer(token);
    return bearer.isEmpty()
        ? authenticate.byToken(token)
        : bearer
            .flatMap(authenticate::bySession)
            .or(() -> authenticate.anonymousPuller().filter(p -> p.name().equals(bearer.get())));
  }

  /** An API token first: it is found at once, while a password costs time on purpose. */
  private Optional<Identity> byBasic(Credentials.Basic basic) {
    return authenticate
        .byToken(basic.password())
        .filter(identity -> identity.name().equals(basic.name()))
        .or(() -> authenticate.byPassword(basic.name(), basic.password()));
  }

  /** Sends clients to where tokens are, with the address by which they found this server. */
  static String challenge(HttpServletRequest request, String path) {
    if (path.equals(PullToken.PATH)) {
      return "Basic realm=\"Whittle\"";
    }
    String forwarded = request.getHeader("X-Forwarded-Proto");
    boolean https =
        forwarded == null
            ? request.isSecure()
            : forwarded.strip().toLowerCase(Locale.ROOT).equals("https");
    String host = Optional.ofNullable(request.getHeader("Host")).orElse(request.getServerName());
    return "Bearer realm=\""
        + (https ? "https" : "http")
        + "://"
        + host.replaceAll("[^A-Za-z0-9.:\\[\\]_-]", "")
        + request.getContextPath()
        + PullToken.PATH
        + "\",service=\"whittle\"";
  }
}
