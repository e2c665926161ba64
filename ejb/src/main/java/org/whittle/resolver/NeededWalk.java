package org.whittle.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageId;

/**
 * Walks from the roots over a set that is known to be a solution, breadth first, so that each
 * package gets the shortest reason; what the walk does not come to is not needed.
 */
final class NeededWalk {
  private final PackageUniverse universe;
  private final Needs needs;
  private final boolean recommends;
  private final boolean[] chosen;
  private final boolean[] visited;
  private final IntList members = new IntList();
  private final IntList parents = new IntList();
  private final IntList clauses = new IntList();

  NeededWalk(PackageUniverse universe, Needs needs, boolean recommends, IntList solution) {
    this.universe = universe;
    this.needs = needs;
    this.recommends = recommends;
    this.chosen = new boolean[universe.packages()];
    this.visited = new boolean[universe.packages()];
    for (int i = 0; i < solution.size(); i++) {
      chosen[solution.get(i)] = true;
    }
  }

  NeededWalk walk(List<RootChoice> roots) {
    for (RootChoice root : roots) {
      visitFirst(root.options(), Selection.REQUESTED, -1);
    }
    for (int i = 0; i < members.size(); i++) {
      walk(universe.requirements(), members.get(i));
      if (recommends) {
        walk(universe.recommendations(), members.get(i));
      }
    }
    return this;
  }

  /** What the walk came to, in the order of the walk. */
  IntList members() {
    return members;
  }

  List<ResolvedPackage> packages() {
    List<ResolvedPackage> packages = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      PackageId id = universe.id(members.get(i));
      int parent = parents.get(i);
      packages.add(
          parent == Selection.REQUESTED
              ? new ResolvedPackage(id, true, Optional.empty())
              : new ResolvedPackage(id, false, Optional.of(because(parent, clauses.get(i)))));
    }
    return packages;
  }

  private Because because(int parent, int clause) {
    return new Because(
        universe.id(parent),
        ClauseText.of(universe, clause),
        !universe.requirements().contains(parent, clause));
  }

  private void walk(IntTable table, int aPackage) {
    for (int i = table.start(aPackage); i < table.end(aPackage); i++) {
      int clause = table.at(i);
      if (!anyVisited(needs.proper(clause))
          && !visitFirst(needs.proper(clause), aPackage, clause)
          && table == universe.requirements()
          && !anyVisited(needs.all(clause))) {
        visitFirst(needs.all(clause), aPackage, clause);
      }
    }
  }

  private boolean anyVisited(int[] options) {
    for (int option : options) {
      if (visited[option]) {
        return true;
      }
    }
    return false;
  }

  /** Visits the first option that is chosen; false if none is. */
  private boolean visitFirst(int[] options, int parent, int clause) {
    for (int option : options) {
      if (chosen[option]) {
        if (!visited[option]) {
          visited[option] = true;
          members.add(option);
          parents.add(parent);
          clauses.add(clause);
        }
        return true;
      }
    }
    return false;
  }
}
