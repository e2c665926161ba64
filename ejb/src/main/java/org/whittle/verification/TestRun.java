package org.whittle.verification;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.blueprint.RetroTest;
import org.whittle.verification.TestOutcome.Verdict;

/** Runs single tests of one image. For one thread. */
final class TestRun {
  private final Sandbox sandbox;
  private final Confinement confinement;
  private final List<String> process;
  private final boolean observed;
  private final List<Trace> traces = new ArrayList<>();

  TestRun(Sandbox sandbox, Confinement confinement, List<String> process, boolean observed) {
    this.sandbox = sandbox;
    this.confinement = confinement;
    this.process = process;
    this.observed = observed;
  }

  /** What was observed, a trace for each test. */
  List<Trace> traces() {
    return traces;
  }

  /** Makes the tests; those of one stage on one start of its processes, if that goes well. */
  List<TestOutcome> of(List<RetroTest> tests) {
    Map<Stage, List<RetroTest>> stages = new LinkedHashMap<>();
    for (RetroTest test : tests) {
      Stage.of(test, process)
          .ifPresent(stage -> stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(test));
    }
    SharedStart start = new SharedStart(sandbox, confinement, process, observed);
    Map<String, SharedStart.Made> made = new HashMap<>();
    stages.forEach(
        (stage, several) -> {
          if (several.size() > 1) {
            start
                .make(stage, several)
                .ifPresent(all -> all.forEach(one -> made.put(one.outcome().name(), one)));
          }
        });
    return tests.stream().map(test -> outcome(test, made.get(test.name()))).toList();
  }

  private TestOutcome outcome(RetroTest test, SharedStart.@Nullable Made made) {
    if (made == null) {
      return of(test);
    }
    made.trace().ifPresent(traces::add);
    return made.outcome();
  }

  private TestOutcome of(RetroTest test) {
    if (observed) {
      Seen seen = observe(test);
      if (seen.passed() && !seen.trace().whole()) {
        // On a busy machine a process may be killed before it has told what it did.
        seen = observe(test);
      }
      traces.add(seen.trace());
      if (seen.passed()) {
        return seen.trace().judge(seen.outcome(), expected(test));
      }
    }
    return run(test, List.of(), process, Optional.empty());
  }

  private record Seen(TestOutcome outcome, Trace trace) {
    boolean passed() {
      return outcome.verdict() == Verdict.PASSED;
    }
  }

  private Seen observe(RetroTest test) {
    try (Records records = Records.of(test.name())) {
      TestOutcome outcome = run(test, List.of(), process, Optional.of(records));
      return new Seen(outcome, records.read(test.name(), confinement.workingDirectory()));
    }
  }

  /** The exit status that a test itself asks for. */
  static int expected(RetroTest test) {
    return switch (test) {
      case RetroTest.Command command -> command.exit();
      case RetroTest.Staged staged -> expected(staged.test());
      case RetroTest.Http http -> 0;
      case RetroTest.Tcp tcp -> 0;
    };
  }

  private TestOutcome run(
      RetroTest test, List<Step> steps, List<String> main, Optional<Records> records) {
    return switch (test) {
      case RetroTest.Command command -> command(command, steps, records);
      case RetroTest.Http http -> service(http, http.port(), Probe.of(http), steps, main, records);
      case RetroTest.Tcp tcp -> service(tcp, tcp.port(), Probe.of(tcp), steps, main, records);
      case RetroTest.Staged staged ->
          run(staged.test(), Step.of(staged, process), main(staged), records);
    };
  }

  private List<String> main(RetroTest.Staged staged) {
    return staged.beside().stream().anyMatch(c -> c.command().isEmpty()) ? List.of() : process;
  }

  private TestOutcome command(RetroTest.Command test, List<Step> steps, Optional<Records> records) {
    long start = System.nanoTime();
    try (SandboxedProcess running = sandbox.run(confinement, steps, test.command(), records)) {
      SandboxedProcess.Ended ended = running.await(test.timeout());
      RetroTestRunner.Judged judged =
          unready(ended.errors().lines().skip(1).findFirst().orElse(""), steps)
              .orElseGet(() -> RetroTestRunner.CommandVerdict.of(test, ended));
      return outcome(test, start, judged, ended.log());
    }
  }

  private TestOutcome service(
      RetroTest test,
      int port,
      Probe probe,
      List<Step> steps,
      List<String> main,
      Optional<Records> records) {
    long start = System.nanoTime();
    try (SandboxedProcess service = sandbox.serve(confinement, port, steps, main, records)) {
      service.limit(test.timeout());
      RetroTestRunner.Judged judged = ask(service, test, probe, steps);
      return outcome(test, start, judged, service.stop());
    }
  }

  /** What failed before the test began, if the sandbox says so. */
  private static Optional<RetroTestRunner.Judged> unready(String line, List<Step> steps) {
    String[] words = line.split(" ", -1);
    return words.length == 3 && words[0].equals("UNREADY")
        ? Optional.of(failed(steps.get(Integer.parseInt(words[1]) - 1).failure(words[2])))
        : Optional.empty();
  }

  private static RetroTestRunner.Judged ask(
      SandboxedProcess service, RetroTest test, Probe probe, List<Step> steps) {
    try {
      String started = SandboxedProcess.line(service.answer());
      if (!started.equals("STARTED")) {
        return new RetroTestRunner.Judged(
            Verdict.NOT_RUN, "the sandbox could not be made: " + started);
      }
      String connected = SandboxedProcess.line(service.answer());
      Optional<RetroTestRunner.Judged> unready = unready(connected, steps);
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
          return new RetroTestRunner.Judged(
              seen.passed() ? Verdict.PASSED : Verdict.FAILED, seen.detail());
        }
        return failed(seen.detail() + " within " + Words.time(test.timeout()));
      }
      return failed("the process did not listen within " + Words.time(test.timeout()));
    } catch (IOException e) {
      return failed("the connection broke: " + e.getMessage());
    }
  }

  private static RetroTestRunner.Judged failed(String detail) {
    return new RetroTestRunner.Judged(Verdict.FAILED, detail);
  }

  private static TestOutcome outcome(
      RetroTest test, long start, RetroTestRunner.Judged judged, String log) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    String detail =
        judged.verdict() == Verdict.FAILED ? OneUser.hint(judged.detail(), log) : judged.detail();
    return new TestOutcome(test.name(), judged.verdict(), took, detail, log);
  }
}
