package org.whittle.cli.index;

import org.whittle.format.PackageId;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.InstallabilityCheck;
import org.whittle.resolver.InstallabilityReport;
import org.whittle.universe.DebianUniverse;

/** Prints what cannot be installed of whole indices. */
final class CheckCommand {
  private CheckCommand() {}

  static int run(Invocation invocation) {
    Arguments arguments = invocation.arguments();
    if (!arguments.operands().isEmpty()) {
      throw arguments.wrong("\"" + arguments.operands().getFirst() + "\" is too much");
    }
    CandidatePolicy policy = Choice.policy(arguments);
    DebianUniverse universe = invocation.universe();
    InstallabilityReport report =
        invocation.timings().measure("check", () -> InstallabilityCheck.run(universe, policy));
    StringBuilder lines =
        arguments.has("--explain")
            ? invocation.timings().measure("explain", () -> lines(report, true))
            : lines(report, false);
    boolean told = arguments.has("--strict") && !report.broken().isEmpty();
    return invocation.print(lines, told ? IndexCommands.NO_SOLUTION : IndexCommands.OK);
  }

  private static StringBuilder lines(InstallabilityReport report, boolean explain) {
    StringBuilder lines = new StringBuilder();
    for (PackageId id : report.broken()) {
      lines.append(id.name()).append(' ').append(id.version()).append('\n');
      if (explain) {
        lines.append(ExplanationText.of(report.explain(id)).indent(2));
      }
    }
    return lines;
  }
}
