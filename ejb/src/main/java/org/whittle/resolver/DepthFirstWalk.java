package org.whittle.resolver;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Chooses depth first, in the order written: what is chosen satisfies, otherwise the first solution
 * that is acceptable is chosen and its own needs come next.
 *
 * <p>The walk itself never takes a choice back. Whether it can get stuck is up to {@code
 * acceptable}: one that looks at what is chosen only may lead it astray, one that asks a complete
 * search never does.
 */
final class DepthFirstWalk {
  private final PackageUniverse universe;
  private final Selection selection;
  private final IntPredicate acceptable;
  private final boolean followRecommends;
  private final IntList stack = new IntList();
  private final IntList cursors = new IntList();

  DepthFirstWalk(
      PackageUniverse universe,
      Selection selection,
      boolean followRecommends,
      IntPredicate acceptable) {
    this.universe = universe;
    this.selection = selection;
    this.followRecommends = followRecommends;
    this.acceptable = acceptable;
  }

  /** Chooses all roots, then what each needs; false if it got stuck, with the selection spoilt. */
  boolean walk(List<int[]> roots) {
    IntList chosen = new IntList();
    for (int[] solutions : roots) {
      if (!containsAny(solutions)) {
        int choice = first(solutions);
        if (choice < 0) {
          return false;
        }
        selection.add(choice, Selection.REQUESTED, -1);
        chosen.add(choice);
      }
    }
    for (int i = 0; i < chosen.size(); i++) {
      if (!expand(chosen.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Forgets what a walk that got stuck left unfinished. */
  void reset() {
    stack.truncate(0);
    cursors.truncate(0);
  }

  private boolean expand(int root) {
    push(root);
    while (stack.size() > 0) {
      int aPackage = stack.last();
      int cursor = cursors.last();
      int hard = universe.requirements().size(aPackage);
      int soft = followRecommends ? universe.recommendations().size(aPackage) : 0;
      if (cursor == hard + soft) {
        stack.removeLast();
        cursors.removeLast();
        continue;
      }
      cursors.set(cursors.size() - 1, cursor + 1);
      if (!satisfy(aPackage, clauseAt(aPackage, cursor, hard), cursor < hard)) {
        return false;
      }
    }
    return true;
  }

  private boolean satisfy(int aPackage, int clause, boolean needed) {
    if (selection.satisfies(clause)) {
      return true;
    }
    int choice = firstOf(clause);
    if (choice < 0) {
      return !needed;
    }
    selection.add(choice, aPackage, clause);
    push(choice);
    return true;
  }

  private void push(int aPackage) {
    stack.add(aPackage);
    cursors.add(0);
  }

  private int clauseAt(int aPackage, int cursor, int hard) {
    IntTable requirements = universe.requirements();
    IntTable recommendations = universe.recommendations();
    return cursor < hard
        ? requirements.at(requirements.start(aPackage) + cursor)
        : recommendations.at(recommendations.start(aPackage) + cursor - hard);
  }

  private boolean containsAny(int[] solutions) {
    for (int solution : solutions) {
      if (selection.contains(solution)) {
        return true;
      }
    }
    return false;
  }

  private int first(int[] solutions) {
    for (int solution : solutions) {
      if (acceptable.test(solution)) {
        return solution;
      }
    }
    return -1;
  }

  private int firstOf(int clause) {
    IntTable clauses = universe.clauses();
    IntTable solvers = universe.solvers();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      int relation = clauses.at(i);
      for (int j = solvers.start(relation); j < solvers.end(relation); j++) {
        if (acceptable.test(solvers.at(j))) {
          return solvers.at(j);
        }
      }
    }
    return -1;
  }
}
