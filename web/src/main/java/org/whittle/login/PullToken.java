package org.whittle.login;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Exchanges what a client of the registry proves for a token of some minutes. */
@WebServlet(urlPatterns = PullToken.PATH)
public class PullToken extends HttpServlet {
  static final String PATH = "/v2/token";
  private static final long serialVersionUID = 1L;

  @Inject private transient PullTokens tokens;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String token = tokens.issue(request.getUserPrincipal().getName());
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response
        .getWriter()
        .write(
            "{\"token\":\""
                + token
                + "\",\"access_token\":\""
                + token
                + "\",\"expires_in\":"
                + PullTokens.LIFETIME.toSeconds()
                + "}");
  }
}
