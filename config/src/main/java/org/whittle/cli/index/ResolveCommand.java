package org.whittle.cli.index;

import java.nio.file.Path;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
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
    return switch (resolution) {
      case Resolved resolved -> print(invocation, universe, request, resolved);
      case Unsatisfiable none -> print(invocation, universe, request, none);
    };
  }

  private static int print(
      Invocation invocation,
      DebianUniverse universe,
      ResolutionRequest request,
      Resolved resolved) {
    resolved.bounds().stream()
        .filter(bound -> !bound.tight())
        .forEach(bound -> invocation.warn("a better choice may exist by " + bound));
    invocation
        .arguments()
        .value("--opb")
        .ifPresent(
            folder -> ProofFiles.write(OpbExport.of(universe, request, resolved), Path.of(folder)));
    return invocation.print(
        isJson(invocation) ? ResolutionJson.of(resolved) : lines(resolved, invocation.machine()),
        IndexCommands.OK);
  }

  private static int print(
      Invocation invocation,
      DebianUniverse universe,
      ResolutionRequest request,
      Unsatisfiable none) {
    invocation
        .arguments()
        .value("--opb")
        .map(folder -> ProofFiles.writeUnsatisfiable(universe, request, Path.of(folder)))
        .ifPresent(
            file ->
                invocation.warn(
                    "there is no solution, so no bounds are written; "
                        + file
                        + " holds the problem, for other solvers to find none either"));
    String text = ExplanationText.of(none.explanation());
    return invocation.print(
        isJson(invocation) ? ResolutionJson.ofExplanation(text) : text, IndexCommands.NO_SOLUTION);
  }

  private static boolean isJson(Invocation invocation) {
    return invocation.arguments().has("--json");
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
