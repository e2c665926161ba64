package org.whittle.portal.frame;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells browsers what a response may not be used for.
 *
 * <p>Pages get their content security policy, with a nonce for scripts, from PrimeFaces (see
 * web.xml); everything else may load nothing at all.
 */
@WebFilter(
    urlPatterns = "/*",
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR},
    asyncSupported = true)
public class SecurityHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      // What was said about the content that is not sent does not hold for the error page.
      int status = response.getStatus();
      response.reset();
      response.setStatus(status);
    }
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    String path = request.getServletPath();
    boolean resource = path.startsWith("/jakarta.faces.resource");
    if (path.endsWith(".xhtml") && !resource) {
      // A page behind "back" must not show what is no longer true, nor to whom it no longer
      // belongs.
      response.setHeader("Cache-Control", "no-store");
    } else if (!path.equals("/")) {
      response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
    chain.doFilter(request, response);
  }
}
