package org.whittle.verification;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.whittle.kernel.Unavailable;

/** A running emulator, whose monitor is its standard input; closing it kills it. */
final class BootedMachine implements AutoCloseable {
  private final Process process;
  private final BoundedLog said;
  private final Path console;

  private BootedMachine(Process process, Path console) {
    this.process = process;
    this.said = BoundedLog.of(process.getInputStream());
    this.console = console;
  }

  static BootedMachine start(List<String> command, Path scratch) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TMPDIR", scratch.toString());
    return new BootedMachine(builder.start(), scratch.resolve("console"));
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Presses the power button. */
  void powerDown() throws IOException {
    OutputStream monitor = process.getOutputStream();
    monitor.write("system_powerdown\n".getBytes(StandardCharsets.US_ASCII));
    monitor.flush();
  }

  /** The status with which it ended within some seconds. */
  Optional<Integer> end(long seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS)
          ? Optional.of(process.exitValue())
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot boot the machine: the build was cancelled", e);
    }
  }

  /** What the machine wrote to its serial console, cut at a limit from its beginning. */
  String console() throws IOException {
    if (!Files.exists(console)) {
      return "";
    }
    byte[] bytes = Files.readAllBytes(console);
    int from = Math.max(0, bytes.length - Limits.OUTPUT_BYTES);
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }

  /** What the emulator itself said. */
  String said() {
    try {
      return said.text(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    end(TimeUnit.MINUTES.toSeconds(1));
  }
}
