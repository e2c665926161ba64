package org.whittle.portal.live;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** The stream of server-sent events that open pages listen to. */
@WebServlet(urlPatterns = "/portal/events", asyncSupported = true)
public class JobEvents extends HttpServlet {
  private static final long serialVersionUID = 1L;
  // A browser reconnects by itself; a stream that never ended would outlive its session.
  private static final long LONGEST = TimeUnit.MINUTES.toMillis(10);

  @Inject private transient JobFeed feed;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getUserPrincipal() == null) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    AsyncContext async = request.startAsync();
    async.setTimeout(LONGEST);
    PrintWriter out = response.getWriter();
    out.write("retry: 3000\n\n");
    out.flush();
    JobFeed.Listener page =
        event -> {
          out.write(event);
          return !out.checkError();
        };
    async.addListener(new Leaving(feed, page, async));
    feed.join(page);
  }

  /** Takes the page off the feed however its stream ends. */
  private record Leaving(JobFeed feed, JobFeed.Listener page, AsyncContext async)
      implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      feed.leave(page);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      feed.leave(page);
      async.complete();
    }

    @Override
    public void onError(AsyncEvent event) {
      feed.leave(page);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // Only a second start on the same request would come here, and there is none.
    }
  }
}
