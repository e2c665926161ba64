package org.whittle.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on loopback that fails as it is told to, and notes what it was asked for. */
final class FaultyServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** How a path fails: so many times with a status, or after so many bytes. */
  private record Fault(AtomicInteger times, int status, int bytes) {}

  private static final Fault NO_FAULT = new Fault(new AtomicInteger(0), 200, 0);

  FaultyServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  void put(String path, byte[] content) {
    files.put(path, content);
  }

  byte[] file(String path) {
    return files.getOrDefault(path, new byte[0]);
  }

  void remove(String path) {
    files.remove(path);
  }

  /** Answers the next requests for the path with a status. */
  void answer(String path, int times, int status) {
    faults.put(path, new Fault(new AtomicInteger(times), status, 0));
  }

  /** Breaks the connection after so many bytes of a body, in the next requests. */
  void cut(String path, int times, int bytes) {
    faults.put(path, new Fault(new AtomicInteger(times), 200, bytes));
  }

  /** What was asked for: path, and the range behind it if there was one. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(range == null ? path : path + " " + range);
    byte[] file = files.get(path);
    Fault fault = faults.getOrDefault(path, NO_FAULT);
    boolean failing = fault.times().getAndDecrement() > 0;
    try (exchange) {
      if (failing && fault.status() != 200) {
        exchange.getResponseHeaders().add("Location", "ftp://127.0.0.1/");
        exchange.sendResponseHeaders(fault.status(), -1);
      } else if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        send(exchange, file, range, failing ? fault.bytes() : Integer.MAX_VALUE);
      }
    }
  }

  private static void send(HttpExchange exchange, byte[] file, String range, int most)
      throws IOException {
    int from = 0;
    if (range != null) {
      from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      exchange
          .getResponseHeaders()
          .add("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
    }
    int length = file.length - from;
    exchange.sendResponseHeaders(range == null ? 200 : 206, length == 0 ? -1 : length);
    exchange.getResponseBody().write(file, from, Math.min(length, most));
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
