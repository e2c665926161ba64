package org.whittle.blueprint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One test of the image itself, run in a sandbox on each candidate.
 *
 * <p>A {@link Command} runs to its end; the others start the image's process and probe it.
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
}
