package org.whittle.cli.index;

import java.nio.file.Path;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
import org.whittle.resolver.Explanation;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.OpbExport;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.ResolutionMode;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Unsatisfiable;
import org.whittle.universe.DebianUniverse;

/** Prints what some packages need, or why that cannot be had. */
final class ResolveCommand {
  private ResolveCommand() {}

  static int run(Invocation invocation) {
    Arguments arguments = invocation.arguments();
    if (arguments.operands().isEmpty()) {
      throw arguments.wrong("no NAME is given");
    }
    ResolutionRequest asked = Choice.request(arguments, arguments.operands());
    if (arguments.has("--opb") && asked.mode() instanceof ResolutionMode.Apt) {
      throw arguments.wrong("--opb belongs to --mode minimal or update: apt's way proves nothing");
    }
    DebianUniverse universe = invocation.universe();
    ResolutionRequest request = Choice.complete(asked, invocation, universe);
    Resolution resolution =
        invocation.timings().measure("resolve", () -> Resolver.resolve(universe, request));
    boolean json = arguments.has("--json");
    if (resolution instanceof Resolved resolved) {
      resolved.bounds().stream()
          .filter(bound -> !bound.tight())
          .forEach(bound -> invocation.warn("a better choice may exist by " + bound));
      arguments
          .value("--opb")
          .ifPresent(
              folder ->
                  ProofFiles.write(OpbExport.of(universe, request, resolved), Path.of(folder)));
      return invocation.print(
          json ? ResolutionJson.of(resolved) : lines(resolved, invocation.machine()),
          IndexCommands.OK);
    }
    Explanation explanation = ((Unsatisfiable) resolution).explanation();
    String text = ExplanationText.of(explanation);
    return invocation.print(
        json ? ResolutionJson.ofExplanation(text) : text, IndexCommands.NO_SOLUTION);
  }

  private static CharSequence lines(Resolved resolved, Architecture machine) {
    StringBuilder lines = new StringBuilder();
    for (PackageId id : resolved.ids()) {
      lines.append(id.name());
      if (!id.architecture().equals(machine) && !id.architecture().equals(Architecture.ALL)) {
        lines.append(':').append(id.architecture());
      }
      lines.append(' ').append(id.version()).append('\n');
    }
    return lines;
  }
}
