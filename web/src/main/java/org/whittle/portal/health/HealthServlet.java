package org.whittle.portal.health;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.whittle.application.health.CheckReadiness;
import org.whittle.kernel.Unavailable;

/** Answers 200 when the application can serve and 503 when it cannot, to anybody. */
@WebServlet("/health")
public class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @EJB private transient CheckReadiness readiness;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean ready = isReady();
    response.setStatus(
        ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("text/plain;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().println(ready ? "ready" : "unavailable");
  }

  private boolean isReady() {
    try {
      readiness.check();
      return true;
    } catch (Unavailable e) {
      return false;
    } catch (EJBException e) {
      if (e.getCause() instanceof Unavailable) {
        return false;
      }
      throw e;
    }
  }
}
