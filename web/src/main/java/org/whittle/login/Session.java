package org.whittle.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.whittle.application.access.Identity;

/** What the session of a page's user remembers: the name, and nothing else of the login. */
final class Session {
  private static final String NAME = "org.whittle.login.name";

  private Session() {}

  /** Begins a session under a new id, so that an id planted before is worth nothing. */
  static void begin(HttpServletRequest request, Identity identity) {
    request.getSession(true);
    request.changeSessionId();
    request.getSession().setAttribute(NAME, identity.name());
  }

  /** The name of the user who logged in. */
  static Optional<String> name(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((String) session.getAttribute(NAME));
  }
}
