package org.whittle.resolver;

import java.util.List;

/** Finds out why a request has no solution. */
final class Explainer {
  private final ResolutionRequest request;
  private final List<int[]> roots;
  private final ClosureEncoding closure;
  private final Causes causes;
  private final PackageUniverse universe;

  Explainer(
      PackageUniverse universe,
      ResolutionRequest request,
      Eligibility eligibility,
      List<int[]> roots) {
    this.universe = universe;
    this.request = request;
    this.roots = roots;
    this.closure = new ClosureEncoding(universe, eligibility, roots, false);
    this.causes = new Causes(universe, eligibility);
  }

  Explanation explain() {
    MissingFinder finder = new MissingFinder(universe, closure, causes, this::causeOfRoot);
    List<MissingDependency> missing = finder.find(roots);
    List<Cause> core =
        new CoreFinder(closure, roots)
            .find(root -> !finder.isWithinReach(roots.get(root))).stream()
                .map(this::cause)
                .toList();
    return new Explanation(core, missing);
  }

  private Cause cause(CoreFinder.Fact fact) {
    return switch (fact.kind()) {
      case ROOT -> causeOfRoot(fact.first());
      case REQUIREMENT -> causes.requires(fact.first(), fact.second());
      case EXCLUSION -> causes.excludes(fact.first(), fact.second(), fact.third());
      case SAME_NAME -> causes.sameName(fact.first(), fact.second());
    };
  }

  /** The roots behind those of the request are the essential packages. */
  private Cause causeOfRoot(int index) {
    return index < request.roots().size()
        ? causes.requested(request.roots().get(index))
        : causes.essential(universe.nameOf(roots.get(index)[0]));
  }
}
