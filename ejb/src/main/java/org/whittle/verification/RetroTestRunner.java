package org.whittle.verification;

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
 * <p>Tests that need the same processes are asked one after another on one start of those; if not
 * all of them pass, each has a sandbox of its own: the image's root read-only, empty temporary
 * directories where it may write, no network but loopback, bounded time, memory, processes and
 * output. Where the sandbox cannot be made, every test is reported as not run. Safe for use by any
 * thread.
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

  /** Runs programs in the same sandbox for what they make. */
  public SandboxedTool tool() {
    return new SandboxedTool(availability);
  }

  /** Why tests cannot be observed here and what to do; empty if they can. */
  public Optional<String> whyNotObserved() {
    return availability
        .sandbox()
        .map(Sandbox::observation)
        .filter(observation -> observation.strace().isEmpty())
        .map(Observation::whyNot);
  }

  /**
   * Runs all tests, one after the other.
   *
   * @param root directory with the image's files, all owned by the user of this process: missing
   *     mount points and {@code /etc/hosts} are added, as container engines do
   */
  public TestReport run(Blueprint blueprint, Path root) {
    return run(blueprint, ThinTree.ofFiles(List.of()), root);
  }

  /**
   * Runs all tests, one after the other, with the rights that the image's user has in the tree.
   *
   * @param root directory with the tree's files, all owned by the user of this process: modes are
   *     changed, mount points and {@code /etc/hosts} are added
   */
  public TestReport run(Blueprint blueprint, ThinTree tree, Path root) {
    return run(blueprint, tree, root, false).report();
  }

  /**
   * Runs all tests as {@link #run(Blueprint, ThinTree, Path)} does and records what their processes
   * ask of the file system. A test that fails under observation is run again without: being watched
   * takes time. Where nothing can be observed, the tests are run all the same.
   */
  public Observed observe(Blueprint blueprint, ThinTree tree, Path root) {
    return run(blueprint, tree, root, whyNotObserved().isEmpty());
  }

  /**
   * How tests went and what they did.
   *
   * @param traces one for each test that was observed
   * @param whyNot why none was; empty if they were
   */
  public record Observed(TestReport report, List<Trace> traces, String whyNot) {
    /** Copies the list. */
    public Observed {
      traces = List.copyOf(traces);
    }
  }

  private Observed run(Blueprint blueprint, ThinTree tree, Path root, boolean observed) {
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
    TestRun run = new TestRun(availability.sandbox().get(), confinement, process, observed);
    TestReport report = new TestReport(run.of(blueprint.tests()));
    return new Observed(report, run.traces(), observed ? "" : whyNotObserved().orElse(""));
  }

  private static Observed same(Blueprint blueprint, Verdict verdict, String detail) {
    TestReport report =
        new TestReport(
            blueprint.tests().stream()
                .map(test -> new TestOutcome(test.name(), verdict, Duration.ZERO, detail, ""))
                .toList());
    return new Observed(report, List.of(), detail);
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
