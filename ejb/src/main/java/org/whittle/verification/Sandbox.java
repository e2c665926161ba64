package org.whittle.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.kernel.FilePath;

/**
 * Runs processes of an image in namespaces of their own, with bubblewrap.
 *
 * <p>Two sandboxes, one in the other. The outer has a network of its own, nothing but loopback, and
 * sees the host's files read-only: in it bash waits for the service's port and speaks with it. The
 * inner has the image as its root, read-only, and shares with the outer only the network: the
 * image's process runs there as the image's user, without capabilities. Works for root and for
 * ordinary users alike; one user is mapped. When this Java process dies, both die (PR_SET_PDEATHSIG
 * of prctl(2)).
 */
final class Sandbox {
  private static final String SCRIPT = script();
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final String bwrap;
  private final String bash;

  private Sandbox(String bwrap, String bash) {
    this.bwrap = bwrap;
    this.bash = bash;
  }

  /** A sandbox, or why there is none and what to do. */
  record Availability(Optional<Sandbox> sandbox, String reason) {}

  /** Looks for the tools on this machine's path and tries them. */
  static Availability find() {
    return find(System.getenv().getOrDefault("PATH", PATH));
  }

  static Availability find(String path) {
    Optional<String> bwrap = tool("bwrap", path);
    Optional<String> bash = tool("bash", path);
    if (bwrap.isEmpty() || bash.isEmpty()) {
      return new Availability(
          Optional.empty(),
          "the sandbox needs "
              + (bwrap.isEmpty() ? "bubblewrap" : "bash")
              + ", which is not installed; on Debian: apt-get install bubblewrap bash");
    }
    Sandbox sandbox = new Sandbox(bwrap.get(), bash.get());
    return sandbox
        .fault()
        .map(fault -> new Availability(Optional.empty(), fault))
        .orElseGet(() -> new Availability(Optional.of(sandbox), ""));
  }

  /** Starts a command that runs to its end, after the steps. */
  SandboxedProcess run(Confinement confinement, List<Step> steps, List<String> command) {
    return start(confinement, 0, steps, command);
  }

  /**
   * Starts a service, after the steps; the process's streams are a connection to the port once it
   * answers.
   *
   * @param command empty if a step has started what answers
   */
  SandboxedProcess serve(
      Confinement confinement, int port, List<Step> steps, List<String> command) {
    return start(confinement, port, steps, command);
  }

  private SandboxedProcess start(
      Confinement confinement, int port, List<Step> steps, List<String> command) {
    List<String> line = outer(confinement);
    line.addAll(
        List.of(
            bash,
            "-c",
            SCRIPT,
            "sandbox",
            Integer.toString(Limits.MEMORY_KIB),
            Integer.toString(Limits.PROCESSES),
            Integer.toString(port),
            Integer.toString(steps.size())));
    for (Step step : steps) {
      List<String> words = inner(confinement, false);
      words.addAll(step.command());
      line.addAll(List.of(Integer.toString(step.port()), Integer.toString(words.size())));
      line.addAll(words);
    }
    if (!command.isEmpty()) {
      line.addAll(inner(confinement, port != 0));
      line.addAll(command);
    }
    return SandboxedProcess.start(line, PATH);
  }

  /** What may be written to lies in the outer sandbox, so that all processes of a test share it. */
  private static String shared(Confinement confinement, FilePath writable) {
    return "/dev/shm/" + confinement.writable().indexOf(writable);
  }

  private List<String> outer(Confinement c) {
    List<String> line =
        new ArrayList<>(
            List.of(
                bwrap,
                "--unshare-user",
                "--uid",
                "0",
                "--gid",
                "0",
                "--unshare-net",
                "--unshare-pid",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--die-with-parent",
                "--new-session",
                // Over its own namespaces only: to mount /proc and to open low ports.
                "--cap-add",
                "ALL",
                "--ro-bind",
                "/",
                "/",
                "--dev",
                "/dev",
                "--proc",
                "/proc",
                "--chdir",
                "/"));
    c.writable().forEach(path -> line.addAll(List.of("--dir", shared(c, path))));
    line.add("--");
    return line;
  }

  private List<String> inner(Confinement c, boolean service) {
    List<String> line = new ArrayList<>(List.of(bwrap));
    if (service) {
      line.addAll(List.of("--info-fd", "5"));
    }
    line.addAll(
        List.of(
            "--unshare-user",
            "--uid",
            Integer.toString(c.uid()),
            "--gid",
            Integer.toString(c.gid()),
            "--unshare-pid",
            "--unshare-ipc",
            "--unshare-uts",
            "--unshare-cgroup-try",
            "--hostname",
            "image",
            "--die-with-parent",
            "--new-session",
            "--as-pid-1",
            "--cap-drop",
            "ALL",
            "--ro-bind",
            c.root().toString(),
            "/",
            "--proc",
            "/proc",
            "--dev",
            "/dev"));
    c.writable().forEach(path -> line.addAll(List.of("--bind", shared(c, path), path.value())));
    c.directories().forEach(path -> line.addAll(List.of("--dir", path.value())));
    line.addAll(List.of("--chdir", c.workingDirectory().value(), "--clearenv"));
    Stream.concat(
            Stream.of(Map.entry("PATH", PATH)).filter(e -> !c.environment().containsKey("PATH")),
            c.environment().entrySet().stream())
        .forEach(e -> line.addAll(List.of("--setenv", e.getKey(), e.getValue())));
    line.add("--");
    return line;
  }

  /** Runs the smallest possible thing in both sandboxes: kernels may forbid the namespaces. */
  private Optional<String> fault() {
    Confinement host =
        new Confinement(Path.of("/"), 65534, 65534, Map.of(), FilePath.ROOT, List.of(), List.of());
    try (SandboxedProcess process = run(host, List.of(), List.of(bash, "-c", "exit 0"))) {
      SandboxedProcess.Ended ended = process.await(Duration.ofSeconds(10));
      return ended.exit().filter(exit -> exit == 0).isPresent()
          ? Optional.empty()
          : Optional.of(
              "the sandbox cannot be made on this machine: "
                  + (ended.errors() + ended.log()).replace("STARTED\n", "").strip()
                  + "; allow unprivileged user namespaces (sysctl user.max_user_namespaces)");
    }
  }

  private static Optional<String> tool(String name, String path) {
    return Stream.of(path.split(":"))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static String script() {
    try (InputStream in = Sandbox.class.getResourceAsStream("sandbox.bash")) {
      if (in == null) {
        throw new IllegalStateException("sandbox.bash is part of this archive");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
