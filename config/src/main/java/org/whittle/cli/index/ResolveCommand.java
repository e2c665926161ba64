package org.whittle.cli.index;

import org.whittle.resolver.Explanation;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.Resolution;
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
    ResolutionRequest request = Choice.request(arguments, arguments.operands());
    DebianUniverse universe = invocation.universe();
    Resolution resolution =
        invocation.timings().measure("resolve", () -> Resolver.resolve(universe, request));
    boolean json = arguments.has("--json");
    if (resolution instanceof Resolved resolved) {
      resolved.bounds().stream()
          .filter(bound -> !bound.tight())
          .forEach(bound -> invocation.warn("a better choice may exist by " + bound));
      return invocation.print(
          json ? ResolutionJson.of(resolved) : lines(resolved), IndexCommands.OK);
    }
    Explanation explanation = ((Unsatisfiable) resolution).explanation();
    String text = ExplanationText.of(explanation);
    return invocation.print(
        json ? ResolutionJson.ofExplanation(text) : text, IndexCommands.NO_SOLUTION);
  }

  private static CharSequence lines(Resolved resolved) {
    StringBuilder lines = new StringBuilder();
    resolved
        .ids()
        .forEach(id -> lines.append(id.name()).append(' ').append(id.version()).append('\n'));
    return lines;
  }
}
