package org.whittle.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.whittle.kernel.Unavailable;

/** A process in the sandbox; closing it kills the sandbox and all that runs in it. */
final class SandboxedProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(4);

  private final Process process;
  private final BoundedLog log;
  private volatile boolean timedOut;

  private SandboxedProcess(Process process) {
    this.process = process;
    this.log = BoundedLog.of(process.getInputStream());
  }

  /**
   * How a command ended.
   *
   * @param exit its status; 128 + n after signal n; none if it did not end in time and was killed
   * @param log what it wrote on standard output and error
   * @param errors what the sandbox itself said
   */
  record Ended(Optional<Integer> exit, String log, String errors) {
    /** Whether the sandbox was made, so that what followed is the image's doing. */
    boolean started() {
      return errors.startsWith("STARTED");
    }
  }

  static SandboxedProcess start(List<String> line, String path) {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("LC_ALL", "C");
    try {
      return new SandboxedProcess(builder.start());
    } catch (IOException e) {
      throw new Unavailable("cannot start the sandbox: " + e.getMessage(), e);
    }
  }

  /** What the driver and, after it, the service say. */
  InputStream answer() {
    return process.getErrorStream();
  }

  /** Reaches the service. */
  OutputStream request() {
    return process.getOutputStream();
  }

  /** Kills the sandbox after the given time, so that nobody waits for an answer forever. */
  void limit(Duration timeout) {
    process
        .onExit()
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionally(
            late -> {
              timedOut = true;
              close();
              return process;
            });
  }

  /** Whether the limit has struck. */
  boolean timedOut() {
    return timedOut;
  }

  /** Waits for the end of a command; kills it when the time is over. */
  Ended await(Duration timeout) {
    BoundedLog errors = BoundedLog.of(process.getErrorStream());
    try {
      boolean ended = process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (!ended) {
        close();
      }
      return new Ended(
          ended ? Optional.of(process.exitValue()) : Optional.empty(),
          log.text(GRACE.toMillis()),
          errors.text(GRACE.toMillis()));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Asks the service to end, kills it when it does not, and returns what it wrote. */
  String stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The other side has ended already.
    }
    try {
      if (!process.waitFor(GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
        close();
      }
      return log.text(GRACE.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Kills what still runs; does nothing after the end. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Unavailable interrupted(InterruptedException e) {
    close();
    Thread.currentThread().interrupt();
    return new Unavailable("cannot finish the test: it was cancelled", e);
  }

  /** Reads one line, byte by byte, so that nothing behind it is taken. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n' && line.length() < 1000; b = in.read()) {
      line.append((char) (b & 0x7f));
    }
    return line.toString();
  }
}
