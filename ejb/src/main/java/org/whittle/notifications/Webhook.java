package org.whittle.notifications;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.whittle.kernel.Unavailable;

/**
 * Posts events to addresses of the web.
 *
 * <p>The body is JSON; headers {@code X-Whittle-Event}, {@code X-Whittle-Delivery} (the event's
 * number, the same at each attempt) and {@code X-Whittle-Signature}. Any answer from 200 to 299 is
 * good; its body is not read. Redirects are not followed. Safe for use by any thread.
 */
public final class Webhook {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final Duration patience;

  /** One that waits ten seconds for an answer. */
  public Webhook() {
    this(Duration.ofSeconds(10));
  }

  Webhook(Duration patience) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Sends an event.
   *
   * @param portal what links begin with; empty: none
   * @throws Unavailable if it was not taken, for a reason that the message says
   */
  public void send(String target, String secret, Event event, String portal) {
    Payload payload = Payload.of(event, portal);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target))
            .timeout(patience)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Whittle")
            .header("X-Whittle-Event", event.kind().word())
            .header("X-Whittle-Delivery", Long.toString(event.id()))
            .header("X-Whittle-Signature", payload.signature(secret))
            .POST(HttpRequest.BodyPublishers.ofByteArray(payload.body()))
            .build();
    int status = answer(request, target);
    if (status >= 300 && status < 400) {
      throw new Unavailable(
          "cannot notify " + target + ": it redirects, which is not followed",
          "Give the address that it redirects to",
          null);
    }
    if (status < 200 || status >= 300) {
      throw new Unavailable("cannot notify " + target + ": it answered with status " + status);
    }
  }

  /** The time is that of the whole answer: a body that never ends does not hold anybody up. */
  private int answer(HttpRequest request, String target) {
    CompletableFuture<HttpResponse<Void>> coming =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return coming.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      throw late(target, e);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      if (cause instanceof HttpTimeoutException) {
        throw late(target, e);
      }
      throw new Unavailable("cannot notify " + target + ": " + reason(cause), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot notify " + target + ": interrupted", e);
    } finally {
      coming.cancel(true);
    }
  }

  private Unavailable late(String target, Exception e) {
    return new Unavailable(
        "cannot notify " + target + ": no answer within " + patience.toSeconds() + " s", e);
  }

  private static String reason(Throwable cause) {
    return cause instanceof ConnectException
        ? "nobody answers there"
        : cause instanceof IOException && cause.getMessage() != null
            ? cause.getMessage()
            : cause.getClass().getSimpleName();
  }
}
