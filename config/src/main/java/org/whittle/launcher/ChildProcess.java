package org.whittle.launcher;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.whittle.kernel.Unavailable;

/**
 * A process that does not outlive the launcher.
 *
 * <p>It runs in a session of its own, so that Ctrl-C reaches the launcher alone, which then stops
 * its children in order; and the kernel sends it SIGTERM when the thread that started it ends,
 * however that comes about (prctl(2), PR_SET_PDEATHSIG). The starting thread therefore has to live
 * as long as the process should.
 */
final class ChildProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final String name;
  private final Process process;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /** Starts a command, and hands each line that it writes to {@code lines}, on another thread. */
  static ChildProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Consumer<String> lines) {
    List<String> guarded =
        new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "TERM", "--"));
    guarded.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(guarded)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Thread.ofPlatform().daemon().name(name + "-output").start(() -> forward(process, lines));
      return new ChildProcess(name, process);
    } catch (IOException e) {
      throw new Unavailable(
          "cannot start the " + name + ": " + e.getMessage(),
          "setsid and setpriv come with the package util-linux",
          e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it ends by itself; its exit status. */
  int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end, and makes it end if it has not within 45 s. */
  void stop() {
    process.destroy();
    try {
      if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println("The " + name + " did not stop in time: it is killed");
    process.destroyForcibly();
  }

  /** Ends it at once (SIGKILL), and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new Unavailable("cannot kill the " + name + ": it is still there");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot kill the " + name + ": interrupted", e);
    }
  }

  private static void forward(Process process, Consumer<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines);
    } catch (IOException | UncheckedIOException e) {
      lines.accept("(output ended: " + e.getMessage() + ")");
    }
  }
}
