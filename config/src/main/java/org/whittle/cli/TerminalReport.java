package org.whittle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.whittle.blueprint.BlueprintResult.Problem;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.build.BuildOutcome.Failed;
import org.whittle.build.Composition;
import org.whittle.verification.Fault;
import org.whittle.verification.Miss;

/** One line that is written over while it goes on, and a summary that stays. */
final class TerminalReport implements BuildReport {
  private static final long PAUSE_NANOS = 100_000_000;
  private static final Set<String> IN_BYTES = Set.of("index", "fetch");
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private String stage = "";
  private long last;

  TerminalReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void report(String now, long done, long total) {
    long time = System.nanoTime();
    if (now.equals(stage) && time - last < PAUSE_NANOS && done < total) {
      return;
    }
    stage = now;
    last = time;
    out.print(CLEAR + "  " + now + amount(now, done, total));
    out.flush();
  }

  private static String amount(String stage, long done, long total) {
    if (total <= 1) {
      return "";
    }
    return IN_BYTES.contains(stage)
        ? " " + Cells.bytes(done) + " of " + Cells.bytes(total)
        : " " + done + " of " + total;
  }

  @Override
  public void problems(Path blueprint, List<Problem> problems) {
    for (Problem problem : problems) {
      line(blueprint + ":" + problem.line() + ":" + problem.column() + ": " + problem.message());
      line("  " + problem.remedy());
    }
  }

  @Override
  public void note(String message) {
    line("  note: " + message);
  }

  @Override
  public void failed(Failed failed) {
    line("failed to " + failed.stage().word() + ": " + failed.message());
    if (!failed.remedy().isEmpty()) {
      line("  " + failed.remedy());
    }
  }

  @Override
  public void built(String image, Built built, List<Artifact> artifacts) {
    Composition composition = built.composition();
    line(
        image
            + ": "
            + Cells.bytes(composition.thin().bytes())
            + " thin of "
            + Cells.bytes(composition.closure().bytes())
            + " closure, "
            + composition.thin().files()
            + " of "
            + composition.closure().files()
            + " files, "
            + composition.lines().size()
            + " packages");
    built.faults().stream().filter(f -> f.kind().breaking()).map(Fault::toString).forEach(this::in);
    built
        .tests()
        .outcomes()
        .forEach(test -> in(Cells.word(test.verdict().name()) + ": " + test.name() + why(test)));
    missed(built);
    artifacts.forEach(
        artifact ->
            in(artifact.path() + "  " + Cells.bytes(artifact.size()) + "  " + artifact.digest()));
    if (artifacts.isEmpty()) {
      line("nothing was written: the image is not verified");
    }
  }

  /** What the tests asked for in vain, or that nobody knows it. */
  private void missed(Built built) {
    built.misses().misses().stream()
        .filter(miss -> miss.kind().compareTo(Miss.Kind.DROPPED) < 0)
        .map(Miss::toString)
        .forEach(this::in);
    String notKnown = built.misses().notKnown();
    if (!notKnown.isEmpty()) {
      in((built.misses().observed() ? "" : "misses are unknown: ") + notKnown);
    }
  }

  private static String why(org.whittle.verification.TestOutcome test) {
    return test.verdict() == org.whittle.verification.TestOutcome.Verdict.PASSED
        ? ""
        : " (" + test.detail() + ")";
  }

  private void in(String text) {
    line("  " + text);
  }

  private synchronized void line(String text) {
    out.println((stage.isEmpty() ? "" : CLEAR) + text);
    stage = "";
  }
}
