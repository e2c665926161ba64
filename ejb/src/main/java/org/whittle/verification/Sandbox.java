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
  private static final String ONE = script("sandbox.bash") + script("one.bash");
  private static final String MANY = script("sandbox.bash") + script("many.bash");
  private static final Confinement HOST =
      new Confinement(Path.of("/"), 65534, 65534, Map.of(), FilePath.ROOT, List.of(), List.of());
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final String bwrap;
  private final String bash;
  private final Observation observation;

  private Sandbox(String bwrap, String bash, Observation observation) {
    this.bwrap = bwrap;
    this.bash = bash;
    this.observation = observation;
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
    Sandbox plain = new Sandbox(bwrap.get(), bash.get(), Observation.without("not tried"));
    return plain
        .fault()
        .map(fault -> new Availability(Optional.empty(), fault))
        .orElseGet(() -> new Availability(Optional.of(plain.observing(tool("strace", path))), ""));
  }

  /** This sandbox with observation, if strace is there and can be used here. */
  private Sandbox observing(Optional<String> strace) {
    Observation observation =
        strace
            .map(tool -> new Sandbox(bwrap, bash, Observation.by(tool)).tried())
            .orElseGet(
                () ->
                    Observation.without(
                        "observing tests needs strace, which is not installed; on Debian:"
                            + " apt-get install strace"));
    return new Sandbox(bwrap, bash, observation);
  }

  /** Records of processes, or why there are none. */
  Observation observation() {
    return observation;
  }

  /**
   * Starts a command that runs to its end, after the steps.
   *
   * @param records takes what the processes ask of the file system, if they are to be observed
   */
  SandboxedProcess run(
      Confinement confinement, List<Step> steps, List<String> command, Optional<Records> records) {
    return start(confinement, 0, steps, command, records);
  }

  /**
   * Starts a service, after the steps; the process's streams are a connection to the port once it
   * answers.
   *
   * @param command empty if a step has started what answers
   */
  SandboxedProcess serve(
      Confinement confinement,
      int port,
      List<Step> steps,
      List<String> command,
      Optional<Records> records) {
    return start(confinement, port, steps, command, records);
  }

  /**
   * Starts processes that several tests ask, one after another, as {@code many.bash} says.
   *
   * @param stopped number of the step whose process is told to end at last, from 1; 0: none is
   * @param mark a word that no process can know
   */
  SandboxedProcess share(
      Confinement confinement,
      List<Step> steps,
      int stopped,
      List<Ask> asks,
      String mark,
      Optional<Records> records) {
    List<String> line = begin(confinement, MANY, steps, stopped, records);
    line.addAll(List.of(mark, Integer.toString(asks.size())));
    for (Ask ask : asks) {
      List<String> words = new ArrayList<>();
      if (ask.port() == 0) {
        words.addAll(observed(records.map(r -> r.another(ask.test()))));
        words.addAll(inner(confinement, false));
        words.addAll(ask.command());
      }
      line.addAll(List.of(Integer.toString(ask.port()), Integer.toString(words.size())));
      line.addAll(words);
    }
    return SandboxedProcess.start(line, PATH);
  }

  /**
   * A connection to a port, or with port 0 a command.
   *
   * @param test the name of the test that asks
   */
  record Ask(String test, int port, List<String> command) {
    /** Copies the list. */
    Ask {
      command = List.copyOf(command);
    }
  }

  private SandboxedProcess start(
      Confinement confinement,
      int port,
      List<Step> steps,
      List<String> command,
      Optional<Records> records) {
    List<String> line = begin(confinement, ONE, steps, 0, records);
    line.add(Integer.toString(port));
    if (!command.isEmpty()) {
      line.addAll(observed(records.map(Records::another)));
      line.addAll(inner(confinement, port != 0));
      line.addAll(command);
    }
    return SandboxedProcess.start(line, PATH);
  }

  /** The outer sandbox and the steps. */
  private List<String> begin(
      Confinement confinement,
      String script,
      List<Step> steps,
      int stopped,
      Optional<Records> records) {
    List<String> line = outer(confinement, records);
    line.addAll(
        List.of(
            bash,
            "-c",
            script,
            "sandbox",
            Integer.toString(Limits.MEMORY_KIB),
            Integer.toString(Limits.PROCESSES),
            Integer.toString(stopped),
            Integer.toString(steps.size())));
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      List<String> words = observed(records.map(Records::another));
      words.addAll(inner(confinement, i + 1 == stopped));
      words.addAll(step.command());
      line.addAll(
          List.of(Integer.toString(step.port()), step.says(), Integer.toString(words.size())));
      line.addAll(words);
    }
    return line;
  }

  private List<String> observed(Optional<Path> record) {
    return new ArrayList<>(record.map(observation::prefix).orElse(List.of()));
  }

  /** What may be written to lies in the outer sandbox, so that all processes of a test share it. */
  private static String shared(Confinement confinement, FilePath writable) {
    return "/dev/shm/" + confinement.writable().indexOf(writable);
  }

  private List<String> outer(Confinement c, Optional<Records> records) {
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
    for (FilePath path : c.writable()) {
      Optional.ofNullable(c.outputs().get(path))
          .ifPresentOrElse(
              output -> line.addAll(List.of("--bind", output.toString(), shared(c, path))),
              () -> line.addAll(List.of("--dir", shared(c, path))));
    }
    records
        .map(r -> r.folder().toString())
        .ifPresent(folder -> line.addAll(List.of("--bind", folder, folder)));
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
    try (SandboxedProcess process =
        run(HOST, List.of(), List.of(bash, "-c", "exit 0"), Optional.empty())) {
      SandboxedProcess.Ended ended = process.await(Duration.ofSeconds(10));
      return ended.exit().filter(exit -> exit == 0).isPresent()
          ? Optional.empty()
          : Optional.of(
              "the sandbox cannot be made on this machine: "
                  + (ended.errors() + ended.log()).replace("STARTED\n", "").strip()
                  + "; allow unprivileged user namespaces (sysctl user.max_user_namespaces)");
    }
  }

  /** Records the smallest possible thing: kernels may forbid to look at processes. */
  private Observation tried() {
    try (Records records = Records.of("")) {
      try (SandboxedProcess process =
          run(HOST, List.of(), List.of(bash, "-c", "exit 0"), Optional.of(records))) {
        SandboxedProcess.Ended ended = process.await(Duration.ofSeconds(10));
        boolean whole =
            ended.exit().filter(exit -> exit == 0).isPresent()
                && records.read("", FilePath.ROOT).whole();
        return whole
            ? observation
            : Observation.without(
                "tests cannot be observed on this machine: "
                    + (ended.errors() + ended.log()).replace("STARTED\n", "").strip()
                    + "; allow processes to be traced (sysctl kernel.yama.ptrace_scope=0)");
      }
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

  private static String script(String name) {
    try (InputStream in = Sandbox.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is part of this archive");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
