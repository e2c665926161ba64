package org.whittle.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Failure;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

class TransportTest {
  private static final byte[] FILE = new byte[200_000];

  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final Transport transport = quick(Duration.ofSeconds(5));
  private FaultyServer server;

  static {
    new Random(1).nextBytes(FILE);
  }

  private Transport quick(Duration idle) {
    return new Transport(
        HttpClient.newBuilder(),
        new Patience(Duration.ofSeconds(5), idle, idle, 3, Duration.ofMillis(500), pauses::add));
  }

  @BeforeEach
  void start() throws IOException {
    server = new FaultyServer();
    server.put("/file", FILE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private byte[] read(URI uri, long size) throws IOException {
    try (InputStream in = transport.open(uri, size, "package p")) {
      return in.readAllBytes();
    }
  }

  private <F extends Failure> String fault(Class<F> kind, URI uri, long size) {
    return assertThrows(kind, () -> read(uri, size)).getMessage();
  }

  @Test
  void aBrokenTransferGoesOnWhereItEnded() throws Exception {
    server.cut("/file", 1, 70_000);
    assertArrayEquals(FILE, read(server.uri("/file"), FILE.length));
    assertEquals(2, server.requests().size());
    String again = server.requests().get(1);
    assertEquals("/file bytes=", again.substring(0, "/file bytes=".length()));
    assertEquals(List.of(Duration.ofMillis(500)), pauses);
  }

  @Test
  void serverErrorsAreAskedAgainWithGrowingPauses() throws Exception {
    server.answer("/file", 2, 503);
    assertArrayEquals(FILE, transport.small(server.uri("/file"), 1 << 20, "release"));
    assertEquals(List.of(Duration.ofMillis(500), Duration.ofSeconds(1)), pauses);
  }

  @Test
  void aServerThatKeepsFailingIsGivenUp() {
    server.answer("/file", 9, 503);
    Failure failure = assertThrows(Unavailable.class, () -> read(server.uri("/file"), FILE.length));
    assertEquals(
        "cannot fetch package p from "
            + server.uri("/file")
            + ": the server answered 503. Check the address, the network and the proxy, and try"
            + " again",
        failure.messageWithRemedy());
    assertEquals(3, server.requests().size());
  }

  @Test
  void aTransferThatKeepsBreakingIsGivenUp() {
    server.cut("/file", 9, 0);
    assertEquals(
        "cannot fetch package p from "
            + server.uri("/file")
            + ": the connection broke after 0 of"
            + " 200000 bytes",
        fault(Unavailable.class, server.uri("/file"), FILE.length));
  }

  @Test
  void aMissingFileIsNotAskedForAgain() {
    assertEquals(
        "cannot fetch package p from "
            + server.uri("/none")
            + ": the server does not have it (404)",
        fault(NotFound.class, server.uri("/none"), 1));
    assertEquals(1, server.requests().size());
  }

  @Test
  void aRefusalIsNotAskedForAgain() {
    server.answer("/file", 1, 403);
    assertEquals(
        "cannot fetch package p from " + server.uri("/file") + ": the server answered 403",
        fault(Unavailable.class, server.uri("/file"), FILE.length));
  }

  @Test
  void aRedirectToAnythingButHttpIsNotFollowed() {
    server.answer("/file", 1, 302);
    assertEquals(
        "cannot fetch package p from " + server.uri("/file") + ": the server answered 302",
        fault(Unavailable.class, server.uri("/file"), FILE.length));
  }

  @Test
  void aFileOfAnotherSizeIsRefusedBeforeItIsRead() {
    assertEquals(
        "cannot use package p from " + server.uri("/file") + ": it has 200000 bytes instead of 5",
        fault(Corrupted.class, server.uri("/file"), 5));
  }

  @Test
  void aSmallFileThatIsLargeIsRefused() {
    assertEquals(
        "cannot use release from " + server.uri("/file") + ": it is larger than 1000 bytes",
        assertThrows(Corrupted.class, () -> transport.small(server.uri("/file"), 1000, "release"))
            .getMessage());
  }

  @Test
  void anUnreachableServerIsSaidToBeSo() {
    URI gone = server.uri("/file");
    server.close();
    assertEquals(
        "cannot fetch package p from " + gone + ": the connection was refused",
        fault(Unavailable.class, gone, 1));
    URI unknown = URI.create("http://mirror.invalid/file");
    assertEquals(
        "cannot fetch package p from " + unknown + ": the host name is not known",
        fault(Unavailable.class, unknown, 1));
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> sendHeadOnly(silent));
      URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/file");
      Transport impatient = quick(Duration.ofMillis(300));
      Failure failure =
          assertThrows(
              Unavailable.class, () -> impatient.open(uri, 100, "package p").readAllBytes());
      assertEquals(
          "cannot fetch package p from " + uri + ": no bytes came for 300 ms",
          failure.getMessage());
    }
  }

  private static void sendHeadOnly(ServerSocket silent) {
    List<Socket> open = new ArrayList<>();
    try {
      while (true) {
        Socket socket = silent.accept();
        open.add(socket);
        socket
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc".getBytes(UTF_8));
      }
    } catch (IOException e) {
      assertEquals(3, open.size(), "one connection for each attempt");
    }
  }

  @Test
  void filesAreReadAsWell(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("file"), FILE);
    assertArrayEquals(FILE, read(file.toUri(), FILE.length));
    URI none = folder.resolve("none").toUri();
    assertEquals(
        "cannot fetch package p from " + none + ": there is no such file",
        fault(NotFound.class, none, 1));
  }

  @Test
  void whatAptFetchesThroughAProxyComesThroughIt() {
    AptProxy proxy = new AptProxy(Optional.of(server.uri("/")), Optional.empty(), Map.of());
    URI behind = URI.create("http://mirror.invalid/file");
    assertArrayEquals(FILE, Transport.through(proxy).small(behind, 1 << 20, "release"));
  }
}
