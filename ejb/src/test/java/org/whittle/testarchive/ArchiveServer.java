package org.whittle.testarchive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Serves a directory over HTTP on loopback, counts the requests, and fails as told.
 *
 * <p>Paths are as in the directory, without a slash in front. Safe for use by any thread.
 */
public final class ArchiveServer implements AutoCloseable {
  /** What is done to an answer. */
  @FunctionalInterface
  private interface Fault {
    void answer(HttpExchange exchange, byte[] content) throws IOException;
  }

  private static final Fault NONE = (exchange, content) -> send(exchange, 200, content);

  private final Path directory;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable CountDownLatch> held = new AtomicReference<>();

  private ArchiveServer(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Starts on a free port. */
  public static ArchiveServer serve(Path directory) {
    return new ArchiveServer(directory);
  }

  /** The address of the directory, with a slash at its end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** All paths asked for, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** How often a path was asked for. */
  public long requests(String path) {
    return requests.stream().filter(path::equals).count();
  }

  /** Answers with this status and no content. */
  public void fail(String path, int status) {
    faults.put(path, (exchange, content) -> send(exchange, status, new byte[0]));
  }

  /** Breaks the connection off after so many bytes of the announced content. */
  public void truncate(String path, int bytes) {
    faults.put(
        path,
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, Math.max(content.length, bytes + 1));
          exchange.getResponseBody().write(content, 0, Math.min(bytes, content.length));
          exchange.getResponseBody().flush();
        });
  }

  /** Turns over one bit in the middle of the content. */
  public void corrupt(String path) {
    faults.put(
        path,
        (exchange, content) -> {
          byte[] wrong = Arrays.copyOf(content, Math.max(content.length, 1));
          wrong[wrong.length / 2] ^= 1;
          send(exchange, 200, wrong);
        });
  }

  /** Answers with other content, also where there is none. */
  public void replace(String path, byte[] content) {
    faults.put(path, (exchange, ignored) -> send(exchange, 200, content));
  }

  /** Keeps whoever asks waiting until all faults end. */
  public void hold(String path) {
    CountDownLatch end = held.updateAndGet(latch -> latch == null ? new CountDownLatch(1) : latch);
    faults.put(
        path,
        (exchange, content) -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          NONE.answer(exchange, content);
        });
  }

  /** Ends all faults. */
  public void heal() {
    faults.clear();
    CountDownLatch latch = held.getAndSet(null);
    if (latch != null) {
      latch.countDown();
    }
  }

  @Override
  public void close() {
    heal();
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceAll("^/+", "");
    requests.add(path);
    Path file = directory.resolve(path).normalize();
    boolean there = file.startsWith(directory) && Files.isRegularFile(file);
    Fault fault = faults.get(path);
    try (exchange) {
      if (fault == null && !there) {
        send(exchange, 404, new byte[0]);
      } else {
        byte[] content = there ? Files.readAllBytes(file) : new byte[0];
        (fault == null ? NONE : fault).answer(exchange, content);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    if (!exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(content);
    }
  }
}
