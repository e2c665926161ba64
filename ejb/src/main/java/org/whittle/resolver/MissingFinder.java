package org.whittle.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Finds everything that nothing gives although a root depends on it, conflicts aside.
 *
 * <p>A package is out of reach if one of its clauses has no solution within reach; from the roots
 * that are out of reach the shortest chains are followed to clauses without any solution.
 */
final class MissingFinder {
  private final PackageUniverse universe;
  private final ClosureEncoding closure;
  private final boolean[] reachable;
  private final Causes causes;
  private final Map<Integer, List<Cause>> chains = new HashMap<>();
  private final Deque<Integer> queue = new ArrayDeque<>();
  private final List<MissingDependency> missing = new ArrayList<>();

  MissingFinder(PackageUniverse universe, ClosureEncoding closure, Causes causes) {
    this.universe = universe;
    this.closure = closure;
    this.causes = causes;
    this.reachable = new boolean[universe.packages()];
    for (int i = 0; i < closure.packages().size(); i++) {
      reachable[closure.packages().get(i)] = true;
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < closure.packages().size(); i++) {
        int aPackage = closure.packages().get(i);
        if (reachable[aPackage] && unmet(aPackage).size() > 0) {
          reachable[aPackage] = false;
          changed = true;
        }
      }
    }
  }

  /** What is missing for roots with these solutions, the shortest chains first. */
  List<MissingDependency> find(List<int[]> roots, IntFunction<Cause> causeOfRoot) {
    for (int i = 0; i < roots.size(); i++) {
      if (!isWithinReach(roots.get(i))) {
        follow(List.of(), causeOfRoot.apply(i), roots.get(i));
      }
    }
    while (!queue.isEmpty()) {
      int aPackage = queue.remove();
      IntList unmet = unmet(aPackage);
      for (int i = 0; i < unmet.size(); i++) {
        follow(
            chains.getOrDefault(aPackage, List.of()),
            causes.requires(aPackage, unmet.get(i)),
            Solvers.of(universe, unmet.get(i)));
      }
    }
    return missing;
  }

  /** Whether one of the packages has all that it depends on, conflicts aside. */
  boolean isWithinReach(int[] solutions) {
    return Arrays.stream(solutions).anyMatch(p -> reachable[p]);
  }

  /** Goes on to the solutions of a cause, all out of reach; without any, this is the end. */
  private void follow(List<Cause> chain, Cause cause, int[] solutions) {
    List<Cause> longer = new ArrayList<>(chain);
    longer.add(cause);
    boolean any = false;
    for (int solution : solutions) {
      if (closure.holds(solution)) {
        any = true;
        if (chains.putIfAbsent(solution, Collections.unmodifiableList(longer)) == null) {
          queue.add(solution);
        }
      }
    }
    if (!any) {
      missing.add(new MissingDependency(longer));
    }
  }

  private IntList unmet(int aPackage) {
    IntTable requirements = universe.requirements();
    IntList unmet = new IntList();
    for (int i = requirements.start(aPackage); i < requirements.end(aPackage); i++) {
      int clause = requirements.at(i);
      if (Arrays.stream(Solvers.of(universe, clause)).noneMatch(p -> reachable[p])) {
        unmet.add(clause);
      }
    }
    return unmet;
  }
}
