package org.whittle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.whittle.blueprint.BlueprintResult.Problem;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.build.BuildOutcome.Failed;
import org.whittle.kernel.Progress;

/** Tells how a build goes: to a person in front of a terminal, or as JSON to a program. */
sealed interface BuildReport extends Progress permits TerminalReport, JsonReport {
  /** An artifact, where it is and what its content is called. */
  record Artifact(Path path, long size, String digest) {}

  /** The report for this output. */
  static BuildReport to(PrintWriter out, boolean json) {
    return json ? new JsonReport(out) : new TerminalReport(out);
  }

  /** The text is no blueprint. */
  void problems(Path blueprint, List<Problem> problems);

  /** Something to know that stops nothing. */
  void note(String message);

  /** Nothing was made. */
  void failed(Failed failed);

  /** The image was made; it failed its tests if nothing was written. */
  void built(String image, Built built, List<Artifact> artifacts);
}
