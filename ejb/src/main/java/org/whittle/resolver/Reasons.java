package org.whittle.resolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.whittle.format.PackageId;

/**
 * Finds out why a name was chosen or not, after the event: from the universe, the request and what
 * came of it.
 *
 * <p>A pure function. It costs little more than the resolution did, but for an alternative that was
 * tried and given up: then it resolves once more, to say what stands in its way. In a mode with
 * objectives it does so for each alternative, to say what would be worse, up to a limit.
 */
public final class Reasons {
  private final PackageUniverse universe;
  private final ResolutionRequest request;
  private final Eligibility eligibility;
  private final Chosen chosen;
  private final List<int[]> roots;
  private final RejectionFinder rejections;

  private Reasons(PackageUniverse universe, ResolutionRequest request, Resolved resolved) {
    this.universe = universe;
    this.request = request;
    this.eligibility = new Eligibility(universe, request);
    this.chosen = new Chosen(universe, resolved);
    this.roots = Roots.of(universe, request, eligibility);
    this.rejections =
        new RejectionFinder(
            universe, request, eligibility, chosen, new Attempts(universe, request, resolved));
  }

  /**
   * Why a subject is among the packages that a request came to, or why it is not.
   *
   * @throws IllegalArgumentException if the resolution is not of this universe
   */
  public static Why of(
      PackageUniverse universe, ResolutionRequest request, Resolved resolved, Subject subject) {
    Reasons reasons = new Reasons(universe, request, resolved);
    OptionalInt number = subject.numberIn(universe);
    if (number.isEmpty()) {
      return new Why.NotHere(subject, List.of(), List.of(), List.of());
    }
    OptionalInt version = reasons.chosen.ofName(number.getAsInt());
    return version.isPresent()
        ? reasons.here(version.getAsInt())
        : reasons.notHere(subject, number.getAsInt());
  }

  private Why here(int aPackage) {
    ReasonFinder finder = new ReasonFinder(universe, chosen, roots, request.followRecommends());
    List<ReasonFinder.Link> path = finder.path(aPackage);
    List<Reason> others = new ArrayList<>();
    for (ReasonFinder.Link link : finder.reasons(aPackage)) {
      if (!link.equals(path.getLast())) {
        others.add(reason(link, false));
      }
    }
    return new Why.Here(
        universe.id(aPackage), path.stream().map(link -> reason(link, true)).toList(), others);
  }

  private Reason reason(ReasonFinder.Link link, boolean withRejections) {
    Choice choice = choice(link);
    List<Rejected> rejected =
        withRejections ? rejections.find(choice, link.chosen(), isChosenFor(link)) : List.of();
    PackageId id = universe.id(link.chosen());
    if (link.by() == ReasonFinder.USER) {
      boolean essential = link.clause() >= request.roots().size();
      String wanted = essential ? id.name().value() : choice.text();
      return new Reason.Requested(wanted, essential, id, rejected);
    }
    List<PackageId> also =
        chosen.among(Solvers.of(universe, link.clause())).stream()
            .filter(other -> other != link.chosen())
            .map(universe::id)
            .toList();
    return new Reason.Needed(
        universe.id(link.by()), choice.text(), link.recommended(), id, also, rejected);
  }

  private Choice choice(ReasonFinder.Link link) {
    if (link.by() != ReasonFinder.USER) {
      return Choice.ofClause(universe, link.clause());
    }
    return link.clause() < request.roots().size()
        ? Choice.ofRoot(universe, request.roots().get(link.clause()))
        : Choice.ofEssential(universe, universe.nameOf(link.chosen()));
  }

  private boolean isChosenFor(ReasonFinder.Link link) {
    return link.by() == ReasonFinder.USER
        ? chosen.isRequested(link.chosen())
        : chosen.isChosenFor(link.chosen(), link.by(), link.clause());
  }

  private Why notHere(Subject subject, int name) {
    int[] versions = universe.versions().row(name);
    List<PackageId> standIns =
        chosen.among(universe.matching(name, VersionRange.ANY)).stream().map(universe::id).toList();
    List<Why.PassedOver> passedOver = new ArrayList<>();
    for (int by : chosen.numbers()) {
      for (int clause : universe.requirements().row(by)) {
        passedOver(by, clause, false, versions).ifPresent(passedOver::add);
      }
      for (int clause : universe.recommendations().row(by)) {
        passedOver(by, clause, true, versions).ifPresent(passedOver::add);
      }
    }
    List<PackageId> known = new ArrayList<>();
    for (int version : versions) {
      known.add(universe.id(version));
    }
    return new Why.NotHere(subject, known, standIns, passedOver);
  }

  private Optional<Why.PassedOver> passedOver(
      int by, int clause, boolean recommended, int[] versions) {
    int[] solvers = Solvers.of(universe, clause);
    for (int version : versions) {
      if (Arrays.stream(solvers).anyMatch(solver -> solver == version)) {
        return Optional.of(passedOver(by, clause, recommended, version, solvers));
      }
    }
    return Optional.empty();
  }

  private Why.PassedOver passedOver(
      int by, int clause, boolean recommended, int version, int[] solvers) {
    Choice choice = Choice.ofClause(universe, clause);
    List<Integer> satisfying = chosen.among(solvers);
    Rejected rejected =
        satisfying.isEmpty()
            ? rejections.notFollowed(version)
            : rejectedFor(choice, by, clause, version, satisfying.getFirst());
    return new Why.PassedOver(
        universe.id(by),
        choice.text(),
        recommended,
        satisfying.stream().findFirst().map(universe::id),
        rejected);
  }

  private Rejected rejectedFor(Choice choice, int by, int clause, int version, int winner) {
    return rejections.find(choice, winner, chosen.isChosenFor(winner, by, clause)).stream()
        .filter(rejected -> rejected.id().equals(universe.id(version)))
        .findFirst()
        .orElseThrow();
  }
}
