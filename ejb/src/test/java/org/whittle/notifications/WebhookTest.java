package org.whittle.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Unavailable;

/** What a receiver of the web gets, and what is made of its answers. */
class WebhookTest {
  private static final Event EVENT =
      new Event(
          7,
          EventKind.ROLLOUT_APPROVED,
          "rollout 5 (openssl) is approved",
          "by anna",
          "rollouts/rollout.xhtml?id=5",
          Instant.parse("2026-11-22T12:00:00Z"));

  private final List<String> got = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void itIsSignedJson() {
    answer("/hook", 204);
    new Webhook().send(address("/hook"), "secret", EVENT, "https://whittle.example.org/");
    String body =
        "{\"id\":7,\"event\":\"rollout-approved\",\"at\":\"2026-11-22T12:00:00Z\",\"subject\":"
            + "\"rollout 5 (openssl) is approved\",\"summary\":\"by anna\",\"link\":"
            + "\"https://whittle.example.org/rollouts/rollout.xhtml?id=5\"}";
    assertEquals(
        List.of(
            "POST",
            "application/json",
            "rollout-approved",
            "7",
            // printf '%s' "$body" | openssl dgst -sha256 -hmac secret
            "sha256=b821f6a4968f5464f3047a55b045db3d5ceb64a250205e940102fadd28e6c96b",
            body),
        got);
  }

  @Test
  void withoutAPortalThereIsNoLink() {
    answer("/hook", 200);
    new Webhook().send(address("/hook"), "secret", EVENT, "");
    assertTrue(got.getLast().endsWith("\"summary\":\"by anna\"}"), got::toString);
  }

  @Test
  void anErrorIsAnError() {
    answer("/hook", 503);
    refused("/hook", "it answered with status 503");
  }

  @Test
  void aRedirectIsNotFollowed() {
    server.createContext(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().add("Location", address("/hook"));
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    answer("/hook", 200);
    refused("/old", "it redirects, which is not followed. Give the address that it redirects to");
    assertEquals(List.of(), got);
  }

  @Test
  void whoHangsIsGivenUp() {
    server.createContext("/hook", exchange -> await());
    refused("/hook", "no answer within 0 s");
  }

  @Test
  void whoDripsForeverIsGivenUpToo() {
    server.createContext(
        "/hook",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('.');
          exchange.getResponseBody().flush();
          await();
        });
    refused("/hook", "no answer within 0 s");
  }

  @Test
  void nobodyIsThere() {
    String target = address("/hook");
    server.stop(0);
    Unavailable failure =
        assertThrows(Unavailable.class, () -> new Webhook().send(target, "secret", EVENT, ""));
    assertEquals("cannot notify " + target + ": nobody answers there", failure.getMessage());
  }

  private void refused(String path, String message) {
    Webhook webhook = new Webhook(Duration.ofMillis(500));
    Unavailable failure =
        assertThrows(Unavailable.class, () -> webhook.send(address(path), "secret", EVENT, ""));
    assertEquals("cannot notify " + address(path) + ": " + message, failure.messageWithRemedy());
  }

  private void answer(String path, int status) {
    server.createContext(
        path,
        exchange -> {
          got.add(exchange.getRequestMethod());
          for (String header :
              List.of(
                  "Content-Type", "X-Whittle-Event", "X-Whittle-Delivery", "X-Whittle-Signature")) {
            got.add(exchange.getRequestHeaders().getFirst(header));
          }
          got.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }
}
