package org.whittle.resolver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.format.PackageId;

/** Finds out why the other packages that come to mind for a choice were not chosen. */
final class RejectionFinder {
  private final PackageUniverse universe;
  private final ResolutionRequest request;
  private final Eligibility eligibility;
  private final Chosen chosen;
  private final Attempts attempts;

  RejectionFinder(
      PackageUniverse universe,
      ResolutionRequest request,
      Eligibility eligibility,
      Chosen chosen,
      Attempts attempts) {
    this.universe = universe;
    this.request = request;
    this.eligibility = eligibility;
    this.chosen = chosen;
    this.attempts = attempts;
  }

  /**
   * Those that would satisfy the choice in its order, then those that fall short.
   *
   * @param winner the chosen package that satisfies it
   * @param forIt whether it was chosen for just this, and not found chosen already
   */
  List<Rejected> find(Choice choice, int winner, boolean forIt) {
    Places places = new Places(choice);
    List<Rejected> found = new ArrayList<>();
    for (int option : places.order.keySet()) {
      if (!chosen.contains(option)) {
        found.add(rejected(option, rejection(places, option, winner, forIt)));
      }
    }
    return Stream.concat(found.stream(), fallingShort(choice, places).stream()).toList();
  }

  /** Why one package does not stand where nothing was chosen: the choice is only a wish. */
  Rejected notFollowed(int option) {
    return rejected(
        option,
        eligibility
            .obstacle(option)
            .<Rejection>map(Rejection.Unavailable::new)
            .or(() -> clash(option))
            .orElseGet(
                () ->
                    request.followRecommends()
                        ? attempts.of(option)
                        : new Rejection.OnlyRecommended()));
  }

  private Rejected rejected(int option, Rejection reason) {
    return new Rejected(universe.id(option), reason);
  }

  private List<Rejected> fallingShort(Choice choice, Places places) {
    Map<PackageId, Rejected> found = new LinkedHashMap<>();
    for (Choice.Part part : choice.parts()) {
      for (int other : part.fallingShort()) {
        if (!places.order.containsKey(other) && !chosen.contains(other)) {
          found.putIfAbsent(
              universe.id(other),
              rejected(other, new Rejection.Unavailable(part.shortfall(universe, other))));
        }
      }
    }
    return List.copyOf(found.values());
  }

  private Rejection rejection(Places places, int option, int winner, boolean forIt) {
    Optional<Obstacle> obstacle = eligibility.obstacle(option);
    if (obstacle.isPresent()) {
      return new Rejection.Unavailable(obstacle.get());
    }
    if (attempts.canCompare()) {
      return attempts.of(option);
    }
    if (places.isBehind(option, winner)) {
      return behind(places, option, winner);
    }
    if (!forIt) {
      return new Rejection.AlreadySatisfied(universe.id(winner));
    }
    return clash(option).orElseGet(() -> attempts.of(option));
  }

  @SuppressWarnings("ReferenceEquality") // each part of the question is one object
  private Rejection behind(Places places, int option, int winner) {
    if (places.part(option) != places.part(winner)) {
      return new Rejection.LaterInOrder(places.part(winner).text());
    }
    int subject = places.part(option).subject();
    return universe.nameOf(winner) == subject && universe.nameOf(option) != subject
        ? new Rejection.OnlyProvides()
        : new Rejection.LessPreferred(universe.id(winner));
  }

  /** What is chosen that the option cannot stand beside. */
  private Optional<Rejection> clash(int option) {
    for (int other : chosen.numbers()) {
      if (other != option && universe.nameOf(other) == universe.nameOf(option)) {
        return Optional.of(new Rejection.SameName(universe.id(other)));
      }
      for (int relation : universe.exclusions().row(other)) {
        if (universe.solvers().contains(relation, option)) {
          return Optional.of(
              new Rejection.ExcludedBy(universe.id(other), universe.relationText(relation)));
        }
      }
    }
    for (int relation : universe.exclusions().row(option)) {
      List<Integer> excluded = chosen.among(universe.solvers().row(relation));
      if (!excluded.isEmpty()) {
        return Optional.of(
            new Rejection.Excludes(
                universe.id(excluded.getFirst()), universe.relationText(relation)));
      }
    }
    return Optional.empty();
  }

  /** Where each package stands in a choice: by the first part that it satisfies. */
  private static final class Places {
    private final Map<Integer, Integer> order = new LinkedHashMap<>();
    private final Map<Integer, Choice.Part> parts = new LinkedHashMap<>();

    Places(Choice choice) {
      for (Choice.Part part : choice.parts()) {
        for (int solver : part.solvers()) {
          order.putIfAbsent(solver, order.size());
          parts.putIfAbsent(solver, part);
        }
      }
    }

    boolean isBehind(int one, int other) {
      return order.getOrDefault(one, 0) > order.getOrDefault(other, 0);
    }

    Choice.Part part(int aPackage) {
      return Objects.requireNonNull(parts.get(aPackage));
    }
  }
}
