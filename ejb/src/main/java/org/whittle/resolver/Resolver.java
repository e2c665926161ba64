package org.whittle.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Computes which packages a request needs.
 *
 * <p>It chooses as apt does: depth first in the order written, what is chosen satisfies, a package
 * of the name before one that provides it. Where that runs into a conflict, a complete search says
 * which of the choices can still be finished, and the first of these is taken, so that a solution
 * is found whenever there is one. A pure function, safe for any thread.
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
      case ResolutionMode.Minimal minimal -> resolver.smallest(minimal);
      case ResolutionMode.Update update ->
          throw new UnsupportedOperationException("updates cannot be resolved so far");
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

  private Resolution smallest(ResolutionMode.Minimal mode) {
    Optional<Resolved> found =
        new SmallestClosure(universe, request, mode, eligibility, asked()).find();
    return found.isPresent() ? found.get() : unsatisfiable();
  }

  private Unsatisfiable unsatisfiable() {
    return new Unsatisfiable(new Explainer(universe, request, eligibility, roots).explain());
  }

  /** The roots with the numbers of their names; those of the essential packages come last. */
  private List<RootChoice.Asked> asked() {
    List<RootChoice.Asked> asked = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      int name =
          i < request.roots().size()
              ? universe.find(request.roots().get(i).name()).orElse(-1)
              : universe.nameOf(roots.get(i)[0]);
      asked.add(new RootChoice.Asked(name, roots.get(i)));
    }
    return asked;
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
