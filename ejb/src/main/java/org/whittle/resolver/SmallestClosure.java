package org.whittle.resolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.whittle.resolver.minimal.Literal;
import org.whittle.resolver.minimal.Optimum;
import org.whittle.resolver.minimal.Problem;

/**
 * Finds the smallest set of packages that gives the roots, and proves it.
 *
 * <p>First all wishes are taken as needs: roots at their candidates, no stand-ins, every
 * recommendation met. Mostly that has a solution, so that the first objectives are settled and far
 * more is forced; otherwise the wishes become objectives.
 */
final class SmallestClosure {
  private final PackageUniverse universe;
  private final ResolutionRequest request;
  private final ResolutionMode.Minimal mode;
  private final Needs needs;
  private final List<RootChoice> roots;

  SmallestClosure(
      PackageUniverse universe,
      ResolutionRequest request,
      ResolutionMode.Minimal mode,
      Eligibility eligibility,
      List<RootChoice.Asked> asked) {
    this.universe = universe;
    this.request = request;
    this.mode = mode;
    this.needs = new Needs(universe, eligibility, !mode.providersMayStandIn());
    this.roots = RootChoice.of(universe, needs, asked);
  }

  /** The smallest set; empty if there is none. */
  Optional<Resolved> find() {
    return find(true).or(() -> find(false));
  }

  private Optional<Resolved> find(boolean firm) {
    boolean recommends = request.followRecommends();
    List<int[]> options =
        roots.stream().map(firm ? RootChoice::preferred : RootChoice::options).toList();
    Forced forced = new Forced(universe, needs, firm, recommends);
    forced.follow(options);
    if (forced.contradictory()) {
      return Optional.empty();
    }
    ClosureProblem closure = new ClosureProblem(universe, needs, forced, firm, recommends);
    closure.describe(options);
    List<Objective> objectives = new ArrayList<>();
    if (!firm) {
      addWishes(closure, objectives);
    }
    addSizes(closure, objectives);
    addOrder(closure);
    return Optimum.of(closure.problem().build(), mode.effort())
        .map(optimum -> resolved(closure, objectives, optimum));
  }

  private void addWishes(ClosureProblem closure, List<Objective> objectives) {
    objectives.add(Objective.BELOW_CANDIDATE);
    Problem.Stage below = closure.problem().stage();
    for (RootChoice root : roots) {
      for (int steps = 1; steps <= root.steps(); steps++) {
        closure.costUnless(root.above(steps), below);
      }
    }
    objectives.add(Objective.STAND_INS);
    Problem.Stage standIns = closure.problem().stage();
    closure.standIns().values().forEach(v -> standIns.cost(Literal.positive(v), 1));
    objectives.add(Objective.UNMET_RECOMMENDATIONS);
    Problem.Stage unmet = closure.problem().stage();
    closure.unmet().values().forEach(v -> unmet.cost(Literal.positive(v), 1));
  }

  private void addSizes(ClosureProblem closure, List<Objective> objectives) {
    objectives.add(Objective.SIZE);
    objectives.add(Objective.PACKAGES);
    Problem.Stage size = closure.problem().stage();
    Problem.Stage count = closure.problem().stage();
    IntList forced = closure.forced().chosen();
    for (int i = 0; i < forced.size(); i++) {
      size.base(universe.installedSize(forced.get(i)));
    }
    count.base(forced.size());
    for (int i = 0; i < closure.packages().size(); i++) {
      int aPackage = closure.packages().get(i);
      int literal = Literal.positive(closure.variable(aPackage));
      if (universe.installedSize(aPackage) > 0) {
        size.cost(literal, universe.installedSize(aPackage));
      }
      count.cost(literal, 1);
    }
  }

  /** Names in alphabetical order, then the versions of those names that have several. */
  private void addOrder(ClosureProblem closure) {
    int[] names =
        IntStream.of(closure.packages().toArray())
            .map(universe::nameOf)
            .distinct()
            .boxed()
            .sorted((a, b) -> universe.name(a).compareTo(universe.name(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> versions = Arrays.stream(names).mapToObj(n -> variables(closure, n)).toList();
    versions.forEach(closure.problem()::prefer);
    versions.stream()
        .filter(row -> row.length > 1)
        .flatMapToInt(Arrays::stream)
        .forEach(closure.problem()::prefer);
  }

  private int[] variables(ClosureProblem closure, int name) {
    return Arrays.stream(universe.versions().row(name))
        .map(closure::variable)
        .filter(v -> v >= 0)
        .toArray();
  }

  private Resolved resolved(ClosureProblem closure, List<Objective> objectives, Optimum optimum) {
    IntList solution = new IntList();
    for (int i = 0; i < closure.forced().chosen().size(); i++) {
      solution.add(closure.forced().chosen().get(i));
    }
    for (int i = 0; i < closure.packages().size(); i++) {
      int aPackage = closure.packages().get(i);
      if (optimum.isTrue(closure.variable(aPackage))) {
        solution.add(aPackage);
      }
    }
    NeededWalk walk = new NeededWalk(universe, needs, request.followRecommends(), solution);
    walk.walk(roots);
    new WitnessCheck(universe).verify(walk.members());
    Figures figures = new Figures(universe, needs, roots, walk.members());
    return new Resolved(walk.packages(), bounds(figures, objectives, optimum));
  }

  private List<Bound> bounds(Figures figures, List<Objective> objectives, Optimum optimum) {
    List<Bound> bounds = new ArrayList<>();
    add(bounds, objectives, optimum, Objective.BELOW_CANDIDATE, figures.belowCandidate());
    if (!mode.providersMayStandIn()) {
      add(bounds, objectives, optimum, Objective.STAND_INS, figures.standIns());
    }
    if (request.followRecommends()) {
      add(bounds, objectives, optimum, Objective.UNMET_RECOMMENDATIONS, figures.unmet());
    }
    add(bounds, objectives, optimum, Objective.SIZE, figures.size());
    add(bounds, objectives, optimum, Objective.PACKAGES, figures.packages());
    bounds.add(new Bound(Objective.NAMES, optimum.undecided(), 0));
    return bounds;
  }

  /** An objective without a stage was met as well as can be from the start. */
  private static void add(
      List<Bound> bounds,
      List<Objective> objectives,
      Optimum optimum,
      Objective objective,
      long reached) {
    int stage = objectives.indexOf(objective);
    long proved = stage < 0 ? 0 : optimum.proved(stage);
    if (reached < proved || (stage < 0 && reached > 0)) {
      throw new IllegalStateException(
          objective + " was proved to be " + proved + " at least and is " + reached);
    }
    bounds.add(new Bound(objective, reached, proved));
  }
}
