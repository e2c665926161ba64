package org.whittle.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Finds everything that nothing gives although a root depends on it, conflicts aside.
 *
 * <p>A package is out of reach if one of its clauses has no solution within reach; from the roots
 * that are out of reach the shortest chains are followed to clauses without any solution.
 */
final class MissingFinder {
  private static final int ROOT = -1;

  /** A root (of package {@link #ROOT}), or a package and one of its clauses. */
  private record Link(int aPackage, int number) {}

  private final PackageUniverse universe;
  private final ClosureEncoding closure;
  private final boolean[] reachable;
  private final Causes causes;
  private final IntFunction<Cause> causeOfRoot;

  /** Package → what leads to it first. */
  private final Map<Integer, Link> arrivals = new HashMap<>();

  private final Map<Link, Cause> said = new HashMap<>();
  private final Deque<Integer> queue = new ArrayDeque<>();
  private final List<MissingDependency> missing = new ArrayList<>();

  MissingFinder(
      PackageUniverse universe,
      ClosureEncoding closure,
      Causes causes,
      IntFunction<Cause> causeOfRoot) {
    this.universe = universe;
    this.closure = closure;
    this.causes = causes;
    this.causeOfRoot = causeOfRoot;
    this.reachable = new boolean[universe.packages()];
    for (int i = 0; i < closure.packages().size(); i++) {
      reachable[closure.packages().get(i)] = true;
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = closure.packages().size() - 1; i >= 0; i--) {
        int aPackage = closure.packages().get(i);
        if (reachable[aPackage] && lacksSomething(aPackage)) {
          reachable[aPackage] = false;
          changed = true;
        }
      }
    }
  }

  /** What is missing for roots with these solutions, the shortest chains first. */
  List<MissingDependency> find(List<int[]> roots) {
    for (int i = 0; i < roots.size(); i++) {
      if (!isWithinReach(roots.get(i))) {
        follow(new Link(ROOT, i), roots.get(i));
      }
    }
    while (!queue.isEmpty()) {
      int aPackage = queue.remove();
      IntTable requirements = universe.requirements();
      for (int i = requirements.start(aPackage); i < requirements.end(aPackage); i++) {
        int clause = requirements.at(i);
        if (!isMet(clause)) {
          follow(new Link(aPackage, clause), Solvers.of(universe, clause));
        }
      }
    }
    return missing;
  }

  /** Whether one of the packages has all that it depends on, conflicts aside. */
  boolean isWithinReach(int[] solutions) {
    return Arrays.stream(solutions).anyMatch(p -> reachable[p]);
  }

  /** Goes on to the solutions of a cause, all out of reach; without any, this is the end. */
  private void follow(Link link, int[] solutions) {
    boolean any = false;
    for (int solution : solutions) {
      if (closure.holds(solution)) {
        any = true;
        if (arrivals.putIfAbsent(solution, link) == null) {
          queue.add(solution);
        }
      }
    }
    if (!any) {
      missing.add(new MissingDependency(chain(link)));
    }
  }

  /** From a root to a link; most of what was followed ends nowhere, so it is put together late. */
  private List<Cause> chain(Link last) {
    List<Cause> chain = new ArrayList<>();
    Link link = last;
    while (link.aPackage() != ROOT) {
      chain.add(said.computeIfAbsent(link, l -> causes.requires(l.aPackage(), l.number())));
      link = Objects.requireNonNull(arrivals.get(link.aPackage()));
    }
    chain.add(said.computeIfAbsent(link, l -> causeOfRoot.apply(l.number())));
    Collections.reverse(chain);
    return chain;
  }

  private boolean lacksSomething(int aPackage) {
    IntTable requirements = universe.requirements();
    for (int i = requirements.start(aPackage); i < requirements.end(aPackage); i++) {
      if (!isMet(requirements.at(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isMet(int clause) {
    IntTable clauses = universe.clauses();
    IntTable solvers = universe.solvers();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      for (int j = solvers.start(clauses.at(i)); j < solvers.end(clauses.at(i)); j++) {
        if (reachable[solvers.at(j)]) {
          return true;
        }
      }
    }
    return false;
  }
}
