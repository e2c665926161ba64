package org.whittle.verification;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.whittle.blueprint.RetroTest;
import org.whittle.verification.TestOutcome.Verdict;

/**
 * Makes tests of one stage one after another on one start of its processes.
 *
 * <p>It says only that all passed: whatever else happens, each test is to be made by itself. For
 * one thread.
 *
 * @param process the image's own process
 */
record SharedStart(
    Sandbox sandbox, Confinement confinement, List<String> process, boolean observed) {
  /** How a test went, and what its processes did if that was observed. */
  record Made(TestOutcome outcome, Optional<Trace> trace) {}

  /**
   * Makes the tests, in order; empty if not all passed.
   *
   * <p>What the processes of the stage write and do counts for the first test.
   */
  Optional<List<Made>> make(Stage stage, List<RetroTest> tests) {
    if (!observed) {
      return asked(stage, tests, Optional.empty())
          .map(all -> all.stream().map(one -> new Made(one, Optional.empty())).toList());
    }
    try (Records records = Records.of(tests.getFirst().name())) {
      return asked(stage, tests, Optional.of(records)).flatMap(all -> judged(tests, all, records));
    }
  }

  private Optional<List<Made>> judged(
      List<RetroTest> tests, List<TestOutcome> outcomes, Records records) {
    List<Made> made = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      RetroTest test = tests.get(i);
      // What only asks over the network has no process of its own.
      Trace trace =
          i == 0 || Stage.port(test) == 0
              ? records.read(test.name(), confinement.workingDirectory())
              : new Trace(test.name(), List.of(), true);
      TestOutcome outcome = trace.judge(outcomes.get(i), TestRun.expected(test));
      if (!trace.whole() || outcome.verdict() != Verdict.PASSED) {
        return Optional.empty();
      }
      made.add(new Made(outcome, Optional.of(trace)));
    }
    return Optional.of(made);
  }

  private Optional<List<TestOutcome>> asked(
      Stage stage, List<RetroTest> tests, Optional<Records> records) {
    String mark = UUID.randomUUID().toString();
    List<Sandbox.Ask> asks = tests.stream().map(SharedStart::ask).toList();
    long start = System.nanoTime();
    try (SandboxedProcess running =
        sandbox.share(confinement, stage.steps(), stage.last(process), asks, mark, records)) {
      running.limit(
          tests.stream().map(RetroTest::timeout).max(Comparator.naturalOrder()).orElseThrow());
      if (!ready(running)) {
        return Optional.empty();
      }
      List<TestOutcome> outcomes = new ArrayList<>();
      for (RetroTest test : tests) {
        Answered answered = ask(running, test, mark);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        start = System.nanoTime();
        if (answered.judged().verdict() != Verdict.PASSED) {
          return Optional.empty();
        }
        String detail = answered.judged().detail();
        outcomes.add(
            new TestOutcome(test.name(), Verdict.PASSED, took, detail, answered.written()));
      }
      return Optional.of(withLog(outcomes, running.stop()));
    } catch (IOException e) {
      // It has ended, by itself or at the limit.
      return Optional.empty();
    }
  }

  private static boolean ready(SandboxedProcess running) throws IOException {
    return SandboxedProcess.line(running.answer()).equals("STARTED")
        && SandboxedProcess.line(running.answer()).equals("READY");
  }

  private static Sandbox.Ask ask(RetroTest test) {
    return switch (test) {
      case RetroTest.Command command -> new Sandbox.Ask(test.name(), 0, command.command());
      case RetroTest.Http http -> new Sandbox.Ask(test.name(), http.port(), List.of());
      case RetroTest.Tcp tcp -> new Sandbox.Ask(test.name(), tcp.port(), List.of());
      case RetroTest.Staged staged -> ask(staged.test());
    };
  }

  /** What came of a test, and what its own process wrote. */
  private record Answered(RetroTestRunner.Judged judged, String written) {}

  private static Answered ask(SandboxedProcess running, RetroTest test, String mark)
      throws IOException {
    return switch (test) {
      case RetroTest.Command command -> command(running, command, mark);
      case RetroTest.Http http -> connection(running, Probe.of(http), mark);
      case RetroTest.Tcp tcp -> connection(running, Probe.of(tcp), mark);
      case RetroTest.Staged staged -> ask(running, staged.test(), mark);
    };
  }

  private static Answered command(SandboxedProcess running, RetroTest.Command test, String mark)
      throws IOException {
    say(running, "next\n");
    String written = BoundedLog.whole(new MarkedInputStream(running.answer(), mark));
    int status = Integer.parseInt(SandboxedProcess.line(running.answer()).strip());
    SandboxedProcess.Ended ended =
        new SandboxedProcess.Ended(Optional.of(status), written, "STARTED");
    return new Answered(RetroTestRunner.CommandVerdict.of(test, ended), written);
  }

  private static Answered connection(SandboxedProcess running, Probe probe, String mark)
      throws IOException {
    say(running, "next\n");
    if (!SandboxedProcess.line(running.answer()).equals("CONNECTED")) {
      throw new IOException("the process has ended");
    }
    say(running, probe.request().getBytes(StandardCharsets.UTF_8).length + "\n");
    MarkedInputStream answer = new MarkedInputStream(running.answer(), mark);
    Probe.Seen seen = Probe.ask(probe, running.request(), answer);
    say(running, "enough\n");
    answer.transferTo(OutputStream.nullOutputStream());
    SandboxedProcess.line(running.answer());
    Verdict verdict = seen.passed() ? Verdict.PASSED : Verdict.FAILED;
    return new Answered(new RetroTestRunner.Judged(verdict, seen.detail()), "");
  }

  private static void say(SandboxedProcess running, String words) throws IOException {
    running.request().write(words.getBytes(StandardCharsets.US_ASCII));
    running.request().flush();
  }

  private static List<TestOutcome> withLog(List<TestOutcome> outcomes, String log) {
    List<TestOutcome> all = new ArrayList<>(outcomes);
    TestOutcome first = all.getFirst();
    all.set(
        0,
        new TestOutcome(
            first.name(), first.verdict(), first.duration(), first.detail(), log + first.log()));
    return all;
  }
}
