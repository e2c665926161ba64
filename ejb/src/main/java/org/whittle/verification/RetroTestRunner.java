package org.whittle.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.RetroTest;
import org.whittle.kernel.InvalidInput;
import org.whittle.thinning.ThinTree;
import org.whittle.verification.TestOutcome.Verdict;

/**
 * Runs the retro-tests of a blueprint on an extracted image.
 *
 * <p>Each test has a sandbox of its own: the image's root read-only, empty temporary directories
 * where it may write, no network but loopback, bounded time, memory, processes and output. Where
 * the sandbox cannot be made, every test is reported as not run. Safe for use by any thread.
 */
public final class RetroTestRunner {
  private final Sandbox.Availability availability;

  RetroTestRunner(Sandbox.Availability availability) {
    this.availability = availability;
  }

  /** Tries once whether this machine can make the sandbox; takes some ten milliseconds. */
  public static RetroTestRunner onThisMachine() {
    return new RetroTestRunner(Sandbox.find());
  }

  /** Why tests cannot be run here and what to do; empty if they can. */
  public Optional<String> whyNot() {
    return availability.sandbox().isPresent()
        ? Optional.empty()
        : Optional.of(availability.reason());
  }

  /**
   * Runs all tests, one after the other.
   *
   * @param root directory with the image's files, all owned by the user of this process: missing
   *     mount points and {@code /etc/hosts} are added, as container engines do
   */
  public TestReport run(Blueprint blueprint, Path root) {
    return run(blueprint, new ThinTree(List.of(), List.of(), List.of(), List.of()), root);
  }

  /**
   * Runs all tests, one after the other, with the rights that the image's user has in the tree.
   *
   * @param root directory with the tree's files, all owned by the user of this process: modes are
   *     changed, mount points and {@code /etc/hosts} are added
   */
  public TestReport run(Blueprint blueprint, ThinTree tree, Path root) {
    if (availability.sandbox().isEmpty()) {
      return same(blueprint, Verdict.NOT_RUN, availability.reason());
    }
    Confinement confinement;
    try {
      confinement = ImageRoot.prepare(root, blueprint.run());
      if (confinement.uid() != 0) {
        EffectiveModes.apply(tree, confinement.root(), confinement.uid(), confinement.gid());
      }
    } catch (InvalidInput e) {
      return same(blueprint, Verdict.FAILED, e.messageWithRemedy());
    }
    List<String> process = new ArrayList<>(blueprint.run().entryPoint());
    process.addAll(blueprint.run().command());
    TestRun run = new TestRun(availability.sandbox().get(), confinement, process);
    return new TestReport(blueprint.tests().stream().map(run::of).toList());
  }

  private static TestReport same(Blueprint blueprint, Verdict verdict, String detail) {
    return new TestReport(
        blueprint.tests().stream()
            .map(test -> new TestOutcome(test.name(), verdict, Duration.ZERO, detail, ""))
            .toList());
  }

  /** Runs single tests of one image. */
  private record TestRun(Sandbox sandbox, Confinement confinement, List<String> process) {
    TestOutcome of(RetroTest test) {
      return of(test, List.of(), process);
    }

    private TestOutcome of(RetroTest test, List<Step> steps, List<String> main) {
      return switch (test) {
        case RetroTest.Command command -> command(command, steps);
        case RetroTest.Http http -> service(http, http.port(), Probe.of(http), steps, main);
        case RetroTest.Tcp tcp -> service(tcp, tcp.port(), Probe.of(tcp), steps, main);
        case RetroTest.Staged staged -> of(staged.test(), Step.of(staged, process), main(staged));
      };
    }

    private List<String> main(RetroTest.Staged staged) {
      return staged.beside().stream().anyMatch(c -> c.command().isEmpty()) ? List.of() : process;
    }

    private TestOutcome command(RetroTest.Command test, List<Step> steps) {
      long start = System.nanoTime();
      try (SandboxedProcess running = sandbox.run(confinement, steps, test.command())) {
        SandboxedProcess.Ended ended = running.await(test.timeout());
        Judged judged =
            unready(ended.errors().lines().skip(1).findFirst().orElse(""), steps)
                .orElseGet(() -> CommandVerdict.of(test, ended));
        return outcome(test, start, judged, ended.log());
      }
    }

    private TestOutcome service(
        RetroTest test, int port, Probe probe, List<Step> steps, List<String> main) {
      long start = System.nanoTime();
      try (SandboxedProcess service = sandbox.serve(confinement, port, steps, main)) {
        service.limit(test.timeout());
        Judged judged = ask(service, test, probe, steps);
        return outcome(test, start, judged, service.stop());
      }
    }

    /** What failed before the test began, if the sandbox says so. */
    private static Optional<Judged> unready(String line, List<Step> steps) {
      String[] words = line.split(" ", -1);
      return words.length == 3 && words[0].equals("UNREADY")
          ? Optional.of(failed(steps.get(Integer.parseInt(words[1]) - 1).failure(words[2])))
          : Optional.empty();
    }

    private static Judged ask(
        SandboxedProcess service, RetroTest test, Probe probe, List<Step> steps) {
      try {
        String started = SandboxedProcess.line(service.answer());
        if (!started.equals("STARTED")) {
          return new Judged(Verdict.NOT_RUN, "the sandbox could not be made: " + started);
        }
        String connected = SandboxedProcess.line(service.answer());
        Optional<Judged> unready = unready(connected, steps);
        if (unready.isPresent()) {
          return unready.get();
        }
        if (connected.startsWith("EXITED ")) {
          return failed(
              "the process ended with status " + connected.substring(7) + " before it listened");
        }
        if (connected.equals("CONNECTED")) {
          Probe.Seen seen = Probe.ask(probe, service);
          if (seen.passed() || !service.timedOut()) {
            return new Judged(seen.passed() ? Verdict.PASSED : Verdict.FAILED, seen.detail());
          }
          return failed(seen.detail() + " within " + Words.time(test.timeout()));
        }
        return failed("the process did not listen within " + Words.time(test.timeout()));
      } catch (IOException e) {
        return failed("the connection broke: " + e.getMessage());
      }
    }

    private static Judged failed(String detail) {
      return new Judged(Verdict.FAILED, detail);
    }

    private static TestOutcome outcome(RetroTest test, long start, Judged judged, String log) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new TestOutcome(test.name(), judged.verdict(), took, judged.detail(), log);
    }
  }

  /** A verdict and its reason. */
  record Judged(Verdict verdict, String detail) {}

  /** Compares a command's end with what was expected. */
  static final class CommandVerdict {
    private CommandVerdict() {}

    static Judged of(RetroTest.Command test, SandboxedProcess.Ended ended) {
      if (!ended.started()) {
        return new Judged(
            Verdict.NOT_RUN, "the sandbox could not be made: " + Words.quoted(ended.errors()));
      }
      if (ended.exit().isEmpty()) {
        return new Judged(Verdict.FAILED, "it did not end within " + Words.time(test.timeout()));
      }
      int exit = ended.exit().get();
      if (exit != test.exit()) {
        return new Judged(
            Verdict.FAILED, "it ended with status " + exit + ", expected " + test.exit());
      }
      if (!ended.log().contains(test.contains().orElse(""))) {
        return new Judged(
            Verdict.FAILED, "it did not write " + Words.quoted(test.contains().orElse("")));
      }
      return new Judged(Verdict.PASSED, "it ended with status " + exit);
    }
  }
}
