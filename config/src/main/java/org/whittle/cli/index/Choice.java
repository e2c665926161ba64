package org.whittle.cli.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.whittle.kernel.InvalidInput;
import org.whittle.resolver.Ban;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.Hold;
import org.whittle.resolver.ResolutionMode;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Root;
import org.whittle.universe.DebianUniverse;

/** Makes requests of the options that say what may be chosen and how. */
final class Choice {
  private Choice() {}

  /** The request for these names, each with a version or a range behind it perhaps. */
  static ResolutionRequest request(Arguments arguments, List<String> names) {
    List<Root> roots = names.stream().map(WantedText::root).toList();
    return ResolutionRequest.of(roots)
        .withRecommends(arguments.has("--recommends"))
        .withEssential(arguments.has("--essential"))
        .withPolicy(policy(arguments))
        .withMode(mode(arguments))
        .withHolds(holds(arguments, roots))
        .withBans(arguments.values("--ban").stream().map(Choice::ban).toList());
  }

  /** The mode but for the composition, which only the universe can tell. */
  private static ResolutionMode mode(Arguments arguments) {
    String mode = arguments.value("--mode").orElse("apt");
    if (mode.equals("update") != arguments.has("--from")) {
      throw arguments.wrong(
          arguments.has("--from")
              ? "--from belongs to --mode update"
              : "an update starts from what was chosen before; write --from FILE");
    }
    return switch (mode) {
      case "apt" -> ResolutionMode.APT;
      case "minimal" -> ResolutionMode.MINIMAL;
      case "update" -> ResolutionMode.update(List.of());
      default -> throw arguments.wrong("there is no mode \"" + mode + "\"");
    };
  }

  /** The request with what was chosen before, if it is one for an update. */
  static ResolutionRequest complete(
      ResolutionRequest request, Invocation invocation, DebianUniverse universe) {
    return invocation
        .arguments()
        .value("--from")
        .map(file -> Composition.read(Path.of(file), universe, invocation.machine()))
        .map(former -> request.withMode(ResolutionMode.update(former)))
        .orElse(request);
  }

  /** What is asked for in a version stays at it: as with apt, that version is the candidate. */
  private static List<Hold> holds(Arguments arguments, List<Root> roots) {
    List<Hold> holds =
        new ArrayList<>(arguments.values("--hold").stream().map(Choice::hold).toList());
    for (Root root : roots) {
      if (!root.range().isAny()) {
        holds.add(new Hold(root.name(), root.range()));
      }
    }
    return holds;
  }

  static CandidatePolicy policy(Arguments arguments) {
    return arguments.has("--all-versions")
        ? CandidatePolicy.ALL_VERSIONS
        : CandidatePolicy.CANDIDATE_ONLY;
  }

  private static Hold hold(String text) {
    Root held = forAll("hold", text);
    if (held.range().isAny()) {
      throw new InvalidInput(
          "cannot hold \"" + text + "\": it says no version", "Write NAME=VERSION", null);
    }
    return new Hold(held.name(), held.range());
  }

  private static Ban ban(String text) {
    Root banned = forAll("ban", text);
    return new Ban(banned.name(), banned.range());
  }

  private static Root forAll(String verb, String text) {
    Root root = WantedText.root(text);
    if (root.architecture().isPresent()) {
      throw new InvalidInput(
          "cannot " + verb + " \"" + text + "\": that counts for every architecture",
          "Write the name alone",
          null);
    }
    return root;
  }
}
