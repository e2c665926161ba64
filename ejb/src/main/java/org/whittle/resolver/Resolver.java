package org.whittle.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.whittle.resolver.minimal.Effort;

/**
 * Computes which packages a request needs.
 *
 * <p>It chooses as apt does: depth first in the order written, what is chosen satisfies, a package
 * of the name before one that provides it. Where that runs into a conflict, a complete search says
 * which of the choices can still be finished, and the first of these is taken, so that a solution
 * is found whenever there is one. The other modes look for the set that is best by their {@link
 * Objective objectives}, and prove it as far as their effort goes. A pure function of universe and
 * request unless time cuts a proof short, safe for any thread.
 */
public final class Resolver {
  private final PackageUniverse universe;
  private final ResolutionRequest request;
  private final Eligibility eligibility;
  private final List<int[]> roots;

  private Resolver(PackageUniverse universe, ResolutionRequest request) {
    this.universe = universe;
    this.request = request;
    this.eligibility = new Eligibility(universe, request);
    this.roots = Roots.of(universe, request, eligibility);
  }

  /** The packages that a request needs, or why there are none. */
  public static Resolution resolve(PackageUniverse universe, ResolutionRequest request) {
    Resolver resolver = new Resolver(universe, request);
    return switch (request.mode()) {
      case ResolutionMode.Apt apt -> resolver.resolve();
      case ResolutionMode.Minimal minimal ->
          resolver.answer(resolver.best(minimal.effort()).smallest());
      case ResolutionMode.Update update ->
          resolver.answer(resolver.best(update.effort()).leastChange());
    };
  }

  private Resolution resolve() {
    Selection greedy = new Selection(universe);
    if (walk(greedy, p -> eligibility.admits(p) && greedy.accepts(p))) {
      return resolved(greedy);
    }
    CompleteSearch search = new CompleteSearch(universe, eligibility::admits, roots);
    if (!search.isSolvable()) {
      return unsatisfiable();
    }
    Selection searched = new Selection(universe);
    if (!walk(searched, p -> searched.accepts(p) && search.canAdd(searched, p))) {
      throw new IllegalStateException("the search found a solution that the walk did not");
    }
    return resolved(searched);
  }

  private BestClosure best(Effort effort) {
    return new BestClosure(Question.of(universe, request, eligibility, roots), effort);
  }

  private Resolution answer(Optional<Resolved> found) {
    return found.isPresent() ? found.get() : unsatisfiable();
  }

  private Unsatisfiable unsatisfiable() {
    return new Unsatisfiable(new Explainer(universe, request, eligibility, roots).explain());
  }

  private boolean walk(Selection selection, IntPredicate acceptable) {
    return new DepthFirstWalk(universe, selection, request.followRecommends(), acceptable)
        .walk(roots);
  }

  private Resolved resolved(Selection selection) {
    List<ResolvedPackage> packages = new ArrayList<>();
    for (int i = 0; i < selection.members().size(); i++) {
      boolean requested = selection.parent(i) == Selection.REQUESTED;
      packages.add(
          new ResolvedPackage(
              universe.id(selection.members().get(i)),
              requested,
              requested ? Optional.empty() : Optional.of(because(selection, i))));
    }
    return new Resolved(packages);
  }

  private Because because(Selection selection, int index) {
    int parent = selection.parent(index);
    int clause = selection.clause(index);
    return new Because(
        universe.id(parent),
        ClauseText.of(universe, clause),
        !universe.requirements().contains(parent, clause));
  }
}
