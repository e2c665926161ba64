package org.whittle.verification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.whittle.blueprint.RetroTest;
import org.whittle.kernel.Unavailable;
import org.whittle.verification.TestOutcome.Verdict;

/** What is said to a machine that boots, and how its answers and its end are judged. */
final class BootDialogue {
  /** The kernel's last word when process 1 asks it to switch off; of a panic it says another. */
  private static final String ORDERLY = "reboot: Power down";

  private static final int CONNECT_MILLIS = 2_000;
  private static final int FIRST_READ_MILLIS = 300;
  private static final int LAST_READ_MILLIS = 10_000;
  private static final long PAUSE_MILLIS = 50;
  private static final long END_SECONDS = 60;

  private final BootedMachine machine;
  private final Duration limit;

  BootDialogue(BootedMachine machine, Duration limit) {
    this.machine = machine;
    this.limit = limit;
  }

  /**
   * Asks every test once it can be asked, then ends the machine.
   *
   * @param ports of the machine to those of the host
   */
  RetroTestRunner.Judged hold(List<RetroTest> tests, Map<Integer, Integer> ports)
      throws IOException {
    long start = System.nanoTime();
    long deadline = start + limit.toNanos();
    Duration first = Duration.ZERO;
    for (RetroTest test : tests) {
      int port = Objects.requireNonNull(ports.get(BootTest.port(test)));
      Probe.Seen seen = await(probe(test), port, deadline);
      if (!seen.passed()) {
        return failed(test.name() + ": " + seen.detail());
      }
      first = first.isZero() ? Duration.ofNanos(System.nanoTime() - start) : first;
    }
    machine.powerDown();
    Optional<Integer> status = machine.end(END_SECONDS);
    String console = machine.console();
    if (status.isEmpty()) {
      return failed("it did not end within " + END_SECONDS + " s after its power button");
    }
    if (status.get() != 0 || !console.contains(ORDERLY)) {
      return failed("it did not end in order");
    }
    return new RetroTestRunner.Judged(
        Verdict.PASSED,
        String.format(
            Locale.ROOT,
            "it answered after %.1f s under emulation, and ended in order",
            first.toMillis() / 1e3));
  }

  private static Probe probe(RetroTest test) {
    return switch (test) {
      case RetroTest.Http http -> Probe.of(http);
      case RetroTest.Tcp tcp -> Probe.of(tcp);
      default -> throw new IllegalArgumentException(test.name());
    };
  }

  /** A forwarded port takes connections before the machine does: asks until it answers right. */
  private Probe.Seen await(Probe probe, int port, long deadline) throws IOException {
    Probe.Seen last = new Probe.Seen(false, "it did not answer within " + Words.time(limit));
    int patience = FIRST_READ_MILLIS;
    while (System.nanoTime() < deadline) {
      if (!machine.isRunning()) {
        return new Probe.Seen(false, "the machine ended: " + Words.quoted(machine.said()));
      }
      Optional<Probe.Seen> seen = ask(probe, port, patience);
      if (seen.filter(Probe.Seen::passed).isPresent()) {
        return seen.get();
      }
      last = seen.orElse(last);
      patience = Math.min(LAST_READ_MILLIS, patience + patience / 8);
      pause();
    }
    return last;
  }

  private static Optional<Probe.Seen> ask(Probe probe, int port, int patience) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.setSoTimeout(patience);
      return Optional.of(Probe.ask(probe, socket.getOutputStream(), socket.getInputStream()));
    } catch (IOException e) {
      // Nobody listens yet, or the connection was closed before anybody did.
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot boot the machine: the build was cancelled", e);
    }
  }

  private static RetroTestRunner.Judged failed(String detail) {
    return new RetroTestRunner.Judged(Verdict.FAILED, detail);
  }
}
