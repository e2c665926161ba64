package org.whittle.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Receivers of webhooks on loopback: {@code /good} keeps what it is sent, {@code /fine} does not,
 * {@code /broken} answers with an error, {@code /hanging} never.
 */
final class LoopbackHooks implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Sent> sent = new CopyOnWriteArrayList<>();

  /** What {@code /good} was sent. */
  record Sent(JsonNode event, String body, String signature) {}

  private LoopbackHooks(HttpServer server) {
    this.server = server;
  }

  /** Starts them on a free port. */
  static LoopbackHooks serve() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LoopbackHooks hooks = new LoopbackHooks(server);
    server.setExecutor(hooks.threads);
    server.createContext("/good", hooks::take);
    server.createContext("/fine", exchange -> answer(exchange, 200));
    server.createContext("/broken", exchange -> answer(exchange, 500));
    server.createContext("/hanging", exchange -> hooks.hang());
    server.start();
    return hooks;
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  List<Sent> sent() {
    return List.copyOf(sent);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String signature = exchange.getRequestHeaders().getFirst("X-Whittle-Signature");
    sent.add(new Sent(MAPPER.readTree(body), body, signature));
    answer(exchange, 200);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
