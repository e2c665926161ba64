package org.whittle.cli.index;

import java.util.ArrayList;
import java.util.List;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.Reasons;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Subject;
import org.whittle.resolver.Unsatisfiable;
import org.whittle.resolver.Why;
import org.whittle.resolver.WhyText;
import org.whittle.universe.DebianUniverse;

/** Prints why a package is among what some roots need. */
final class WhyCommand {
  private WhyCommand() {}

  static int run(Invocation invocation) {
    Arguments arguments = invocation.arguments();
    List<String> roots = new ArrayList<>(arguments.values("--root"));
    Subject subject = Subject.parse(subject(arguments, roots));
    ResolutionRequest asked = Choice.request(arguments, roots);
    DebianUniverse universe = invocation.universe();
    ResolutionRequest request = Choice.complete(asked, invocation, universe);
    Resolution resolution =
        invocation.timings().measure("resolve", () -> Resolver.resolve(universe, request));
    return switch (resolution) {
      case Resolved resolved -> {
        Why why = Reasons.of(universe, request, resolved, subject);
        yield invocation.print(
            WhyText.of(why),
            why instanceof Why.Here ? IndexCommands.OK : IndexCommands.NO_SOLUTION);
      }
      case Unsatisfiable unsatisfiable ->
          invocation.print(
              ExplanationText.of(unsatisfiable.explanation()), IndexCommands.NO_SOLUTION);
    };
  }

  /** The last value behind {@code --root} is the subject if none stands apart. */
  private static String subject(Arguments arguments, List<String> roots) {
    if (roots.isEmpty()) {
      throw arguments.wrong("no root is given; write --root NAME");
    }
    if (arguments.operands().size() > 1) {
      throw arguments.wrong("\"" + arguments.operands().get(1) + "\" is too much");
    }
    if (!arguments.operands().isEmpty()) {
      return arguments.operands().getFirst();
    }
    if (roots.size() == 1) {
      throw arguments.wrong("no NAME is given besides the root");
    }
    return roots.removeLast();
  }
}
