package org.whittle.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Conflict;

class ChildProcessTest {
  private static final Path HERE = Path.of(".");

  @Test
  void itsLinesAreHeard() throws Exception {
    ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    ChildProcess child =
        ChildProcess.start(
            "speaker",
            List.of("sh", "-c", "echo $WORD"),
            Map.of("WORD", "hello"),
            HERE,
            lines::add);
    assertEquals(0, child.waitFor());
    assertTrue(Poll.until(Duration.ofSeconds(20), () -> lines.contains("hello")));
  }

  @Test
  void stopsWhenAsked() {
    ChildProcess child = sleeper();
    assertTrue(child.isAlive());
    child.stop();
    assertFalse(child.isAlive());
  }

  @Test
  void endsWithTheThreadThatStartedIt() throws Exception {
    AtomicReference<ChildProcess> child = new AtomicReference<>();
    Thread starter = Thread.ofPlatform().start(() -> child.set(guarded()));
    starter.join();
    ChildProcess started = Objects.requireNonNull(child.get());
    assertTrue(Poll.until(Duration.ofSeconds(20), () -> !started.isAlive()));
  }

  @Test
  void aPortInUseIsNamedWithTheProperty() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      Conflict failure = assertThrows(Conflict.class, () -> Ports.checkFree("127.0.0.1", port));
      assertEquals(
          "cannot listen on 127.0.0.1:"
              + port
              + ": Address already in use. Choose another port with -Dwhittle.port=<number>",
          failure.messageWithRemedy());
    }
  }

  private static ChildProcess sleeper() {
    return ChildProcess.start("sleeper", List.of("sleep", "60"), Map.of(), HERE, line -> {});
  }

  /** Returns once the process has said that it runs, so that the guard is set. */
  private static ChildProcess guarded() {
    ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    ChildProcess child =
        ChildProcess.start(
            "sleeper", List.of("sh", "-c", "echo up; exec sleep 60"), Map.of(), HERE, lines::add);
    Poll.until(Duration.ofSeconds(20), () -> lines.contains("up"));
    return child;
  }
}
