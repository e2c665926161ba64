package org.whittle.application.resolution;

import java.time.Duration;
import java.util.List;
import org.whittle.kernel.InvalidInput;
import org.whittle.resolver.Ban;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.Hold;
import org.whittle.resolver.PackageUniverse;
import org.whittle.resolver.ResolutionMode;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Root;
import org.whittle.resolver.Subject;
import org.whittle.resolver.WhatIf;
import org.whittle.resolver.minimal.Effort;

/** Turns what people write into requests of the resolver. */
final class Requests {
  /** What somebody who waits for an answer may spend on a proof. */
  private static final Effort WHILE_SOMEBODY_WAITS = new Effort(5_000_000, Duration.ofSeconds(10));

  private Requests() {}

  static ResolutionRequest of(ResolutionQuery query, ResolutionInputs.Inputs inputs) {
    List<String> wanted = query.packages().isEmpty() ? inputs.requested() : query.packages();
    return ResolutionRequest.of(wanted.stream().map(Requests::root).toList())
        .withHolds(query.holds().stream().map(Requests::hold).toList())
        .withBans(query.bans().stream().map(Requests::ban).toList())
        .withRecommends(query.recommends())
        .withEssential(query.essential())
        .withPolicy(
            query.allVersions() ? CandidatePolicy.ALL_VERSIONS : CandidatePolicy.CANDIDATE_ONLY)
        .withMode(mode(query, inputs));
  }

  private static ResolutionMode mode(ResolutionQuery query, ResolutionInputs.Inputs inputs) {
    return switch (query.mode()) {
      case APT -> ResolutionMode.APT;
      case MINIMAL -> new ResolutionMode.Minimal(false, WHILE_SOMEBODY_WAITS);
      case UPDATE -> new ResolutionMode.Update(inputs.composition(), WHILE_SOMEBODY_WAITS);
    };
  }

  static WhatIf.Change change(ChangeKind kind, String subject) {
    return switch (kind) {
      case DROPPED -> {
        RangeText text = RangeText.everywhere("drop", "package", subject);
        if (!text.range().isAny()) {
          throw new InvalidInput(
              "cannot drop \"" + subject + "\": a name alone is dropped, in every version",
              "Leave out the range, or ban the versions",
              null);
        }
        yield new WhatIf.Change.Dropped(text.name());
      }
      case HELD -> new WhatIf.Change.Held(hold(subject));
      case BANNED -> new WhatIf.Change.Banned(ban(subject));
    };
  }

  /**
   * Refuses what cannot be there, whatever the archive ships.
   *
   * @throws InvalidInput if the universe takes no packages of the architecture asked for
   */
  static void check(PackageUniverse universe, Subject subject) {
    subject
        .architecture()
        .filter(asked -> !universe.takes(asked))
        .ifPresent(
            asked -> {
              throw new InvalidInput(
                  "cannot ask for \"" + subject + "\": no package here is of " + asked,
                  "Write the name alone, or ask a snapshot of that architecture",
                  null);
            });
  }

  private static Root root(String text) {
    RangeText read = RangeText.read("package", text);
    return new Root(read.subject(), read.range());
  }

  private static Hold hold(String text) {
    RangeText read = RangeText.everywhere("hold", "hold", text);
    if (read.range().isAny()) {
      throw new InvalidInput(
          "cannot hold \"" + text + "\": no version is given",
          "Write name=version or name (>= version, << version)",
          null);
    }
    return new Hold(read.name(), read.range());
  }

  private static Ban ban(String text) {
    RangeText read = RangeText.everywhere("ban", "ban", text);
    return new Ban(read.name(), read.range());
  }
}
