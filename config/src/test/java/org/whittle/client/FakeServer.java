package org.whittle.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server on loopback that gives prepared answers and remembers what it was asked. */
public final class FakeServer implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<String> requests = new ArrayList<>();

  private FakeServer(HttpServer server) {
    this.server = server;
  }

  /** Starts on a free port. */
  public static FakeServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeServer fake = new FakeServer(server);
    server.createContext("/", fake::answer);
    server.start();
    return fake;
  }

  /** Answers a request such as {@code GET /api/v1/jobs/1}; the last answer is kept. */
  public FakeServer on(String request, int status, String body) {
    answers.computeIfAbsent(request, r -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  /** The requests so far: method, address, authorization, body. */
  public List<String> requests() {
    return requests;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).strip();
    requests.add(
        (request + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body)
            .strip());
    Deque<Answer> prepared = answers.getOrDefault(request, new ArrayDeque<>());
    Answer answer =
        prepared.isEmpty()
            ? new Answer(404, "")
            : prepared.size() > 1 ? prepared.removeFirst() : prepared.getFirst();
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
