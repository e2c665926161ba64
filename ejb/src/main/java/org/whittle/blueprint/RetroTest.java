package org.whittle.blueprint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One test of the image itself, run in a sandbox on each candidate.
 *
 * <p>A {@link Command} runs to its end; {@link Http} and {@link Tcp} start the image's process and
 * probe it. {@link Staged} adds what has to happen before and what has to run meanwhile.
 */
public sealed interface RetroTest {
  /** Unique within the blueprint; said in reports. */
  String name();

  /** The whole test, start of the service included, must end within this time. */
  Duration timeout();

  /**
   * Runs a program of the image and compares exit status and output.
   *
   * @param exit the expected exit status
   * @param contains text that standard output and error together must contain
   */
  record Command(
      String name, Duration timeout, List<String> command, int exit, Optional<String> contains)
      implements RetroTest {}

  /** Starts the image's process and asks it over HTTP on loopback. */
  record Http(
      String name, Duration timeout, int port, String path, int status, Optional<String> contains)
      implements RetroTest {}

  /** Starts the image's process, sends text on a TCP connection and awaits an answer. */
  record Tcp(String name, Duration timeout, int port, String send, String expect)
      implements RetroTest {}

  /**
   * Another test, made when commands have prepared it and while companions run.
   *
   * <p>All share one sandbox: its network and the directories that may be written to. If a
   * companion is the image's own process, an {@link Http} or {@link Tcp} test starts none besides.
   *
   * @param before commands that run to their end, in order; each must end with status 0
   * @param beside processes that are started after those, in order
   * @param alone whether no other test may share their start
   */
  record Staged(RetroTest test, List<List<String>> before, List<Companion> beside, boolean alone)
      implements RetroTest {
    /** Copies the lists. */
    public Staged {
      before = before.stream().map(List::copyOf).toList();
      beside = List.copyOf(beside);
    }

    @Override
    public String name() {
      return test.name();
    }

    @Override
    public Duration timeout() {
      return test.timeout();
    }
  }

  /**
   * A process that runs while a test is made.
   *
   * @param command the program and its arguments; empty: the image's own process
   * @param port the test waits until the process answers there
   * @param says and until it has written this text in a line, for one that listens before it is
   *     ready; empty: nothing is waited for
   */
  record Companion(List<String> command, int port, String says) {
    /** Copies the list. */
    public Companion {
      command = List.copyOf(command);
    }
  }
}
