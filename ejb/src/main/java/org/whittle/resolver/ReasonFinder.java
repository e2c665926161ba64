package org.whittle.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds what the chosen packages satisfy, and the shortest way to one of them. */
final class ReasonFinder {
  /** Stands for the user in place of a package. */
  static final int USER = -1;

  /**
   * A chosen package satisfies something.
   *
   * @param by the package that needs it, or {@link #USER}
   * @param clause number of its clause; for the user, of the root
   * @param recommended whether it is only recommended
   * @param chosen what satisfies it
   */
  record Link(int by, int clause, boolean recommended, int chosen) {}

  private final PackageUniverse universe;
  private final Chosen chosen;
  private final List<int[]> roots;
  private final boolean followRecommends;

  ReasonFinder(
      PackageUniverse universe, Chosen chosen, List<int[]> roots, boolean followRecommends) {
    this.universe = universe;
    this.chosen = chosen;
    this.roots = roots;
    this.followRecommends = followRecommends;
  }

  /** Everything that a chosen package satisfies: requests first, then by package. */
  List<Link> reasons(int aPackage) {
    List<Link> found = new ArrayList<>();
    for (int root = 0; root < roots.size(); root++) {
      if (contains(roots.get(root), aPackage)) {
        found.add(new Link(USER, root, false, aPackage));
      }
    }
    for (int by : chosen.numbers()) {
      if (by != aPackage) {
        addSatisfied(found, by, aPackage);
      }
    }
    return found;
  }

  private void addSatisfied(List<Link> found, int by, int aPackage) {
    for (int clause : universe.requirements().row(by)) {
      if (contains(Solvers.of(universe, clause), aPackage)) {
        found.add(new Link(by, clause, false, aPackage));
      }
    }
    if (followRecommends) {
      for (int clause : universe.recommendations().row(by)) {
        if (contains(Solvers.of(universe, clause), aPackage)) {
          found.add(new Link(by, clause, true, aPackage));
        }
      }
    }
  }

  /**
   * The shortest way from a request to a chosen package, over recommendations only if there is no
   * other.
   *
   * <p>A clause leads to the package that was chosen for it, or to the preferred one of those that
   * satisfy it.
   */
  List<Link> path(int aPackage) {
    return path(aPackage, false)
        .or(() -> path(aPackage, true))
        .orElseThrow(() -> new IllegalStateException(universe.id(aPackage) + " has no reason"));
  }

  private Optional<List<Link>> path(int aPackage, boolean overRecommends) {
    Map<Integer, Link> arrivals = new HashMap<>();
    Deque<Integer> queue = new ArrayDeque<>();
    for (int root = 0; root < roots.size(); root++) {
      List<Integer> satisfying = chosen.among(roots.get(root));
      for (int i = 0; i < satisfying.size(); i++) {
        if (i == 0 || chosen.isRequested(satisfying.get(i))) {
          arrive(arrivals, queue, new Link(USER, root, false, satisfying.get(i)));
        }
      }
    }
    while (!queue.isEmpty() && !arrivals.containsKey(aPackage)) {
      int by = queue.remove();
      follow(arrivals, queue, by, universe.requirements().row(by), false);
      if (overRecommends) {
        follow(arrivals, queue, by, universe.recommendations().row(by), true);
      }
    }
    return arrivals.containsKey(aPackage)
        ? Optional.of(wayBack(arrivals, aPackage))
        : Optional.empty();
  }

  private void follow(
      Map<Integer, Link> arrivals,
      Deque<Integer> queue,
      int by,
      int[] clauses,
      boolean recommended) {
    for (int clause : clauses) {
      List<Integer> satisfying = chosen.among(Solvers.of(universe, clause));
      for (int i = 0; i < satisfying.size(); i++) {
        if (i == 0 || chosen.isChosenFor(satisfying.get(i), by, clause)) {
          arrive(arrivals, queue, new Link(by, clause, recommended, satisfying.get(i)));
        }
      }
    }
  }

  private static void arrive(Map<Integer, Link> arrivals, Deque<Integer> queue, Link link) {
    if (arrivals.putIfAbsent(link.chosen(), link) == null) {
      queue.add(link.chosen());
    }
  }

  private static List<Link> wayBack(Map<Integer, Link> arrivals, int aPackage) {
    List<Link> way = new ArrayList<>();
    int next = aPackage;
    while (next != USER) {
      Link link = Objects.requireNonNull(arrivals.get(next), "every arrival has a link");
      way.add(link);
      next = link.by();
    }
    Collections.reverse(way);
    return way;
  }

  private static boolean contains(int[] values, int value) {
    for (int each : values) {
      if (each == value) {
        return true;
      }
    }
    return false;
  }
}
