package org.whittle.composition.tool;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Unavailable;

/**
 * A program of the system.
 *
 * @param command its name, looked up in {@code PATH} and where the system keeps its own
 * @param aPackage the Debian package that has it
 */
public record SystemTool(String command, String aPackage) {
  private static final List<String> SYSTEM = List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin");
  private static final int KEPT = 2000;

  /** Writes what the program reads on its standard input. */
  @FunctionalInterface
  public interface Input {
    /** Writes all of it; the stream is closed afterwards. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Where it is on this machine. */
  public Optional<Path> find() {
    List<String> folders = new ArrayList<>();
    folders.addAll(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
    folders.addAll(SYSTEM);
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs it without input. */
  public void run(String what, List<String> arguments, Map<String, String> environment) {
    run(what, arguments, environment, out -> {});
  }

  /**
   * Runs it to its end.
   *
   * @param what what it is to make, for messages, such as {@code the squashfs}
   * @param environment besides a plain locale and path nothing else
   * @throws Unavailable if it is missing, fails, or the thread is interrupted
   */
  public void run(
      String what, List<String> arguments, Map<String, String> environment, Input input) {
    Path program =
        find()
            .orElseThrow(
                () ->
                    new Unavailable(
                        "cannot write " + what + ": " + command + " is not installed",
                        "Install it with: apt-get install " + aPackage,
                        null));
    Process process = start(what, program, arguments, environment);
    try {
      CompletableFuture<String> said =
          CompletableFuture.supplyAsync(() -> lastOf(process.getInputStream()));
      Optional<IOException> broken = feed(process, input);
      int status = process.waitFor();
      if (status != 0) {
        throw failed(what, said.join(), status);
      }
      if (broken.isPresent()) {
        throw new Unavailable("cannot write " + what + ": " + broken.get().getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot write " + what + ": the build was cancelled", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(
      String what, Path program, List<String> arguments, Map<String, String> environment) {
    List<String> line = new ArrayList<>(List.of(program.toString()));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", String.join(File.pathSeparator, SYSTEM));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TZ", "UTC");
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Unavailable("cannot write " + what + ": " + e.getMessage(), e);
    }
  }

  /** A program that fails stops reading: then its own words say more than the broken pipe. */
  private static Optional<IOException> feed(Process process, Input input)
      throws InterruptedException {
    try (OutputStream out = process.getOutputStream()) {
      input.writeTo(out);
      return Optional.empty();
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(e.getMessage());
      }
      return Optional.of(e);
    } catch (Corrupted e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static String lastOf(InputStream stream) {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[4096];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        text.delete(0, Math.max(0, text.length() - KEPT));
      }
    } catch (IOException e) {
      // The program was killed; what it said so far is all there is.
      return text.toString();
    }
    return text.toString();
  }

  private Unavailable failed(String what, String said, int status) {
    String words = said.strip();
    boolean full = words.toLowerCase(Locale.ROOT).contains("no space left");
    return new Unavailable(
        "cannot write "
            + what
            + ": "
            + command
            + " ended with status "
            + status
            + (words.isEmpty() ? "" : ": " + words.lines().toList().getLast()),
        full ? "Free space on the file system of the output." : "See to what it says.",
        null);
  }
}
