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
  private final Question question;
  private final PackageUniverse universe;
  private final Needs needs;
  private final boolean[] chosen;
  private final boolean[] visited;
  private final IntList members = new IntList();
  private final IntList parents = new IntList();
  private final IntList clauses = new IntList();

  NeededWalk(Question question, IntList solution) {
    this.question = question;
    this.universe = question.universe();
    this.needs = question.needs();
    this.chosen = new boolean[universe.packages()];
    this.visited = new boolean[universe.packages()];
    for (int i = 0; i < solution.size(); i++) {
      chosen[solution.get(i)] = true;
    }
  }

  NeededWalk walk() {
    for (RootChoice root : question.roots()) {
      visitFirst(root.options(), Selection.REQUESTED, -1);
    }
    for (int i = 0; i < members.size(); i++) {
      walk(members.get(i));
    }
    return this;
  }

  private void walk(int aPackage) {
    walk(universe.requirements(), aPackage);
    if (question.recommends()) {
      walk(universe.recommendations(), aPackage);
    }
  }

  /** Goes on to what keeps a former name that something asks for. */
  NeededWalk walkOn() {
    boolean[] keepers = Former.of(universe, question.request()).keepers(needs);
    for (RootChoice root : question.roots()) {
      keep(root.options(), keepers, Selection.REQUESTED, -1);
    }
    for (int i = 0; i < members.size(); i++) {
      walk(members.get(i));
      walkOn(universe.requirements(), members.get(i), keepers);
      if (question.recommends()) {
        walkOn(universe.recommendations(), members.get(i), keepers);
      }
    }
    return this;
  }

  private void walkOn(IntTable table, int aPackage, boolean[] keepers) {
    for (int i = table.start(aPackage); i < table.end(aPackage); i++) {
      keep(needs.all(table.at(i)), keepers, aPackage, table.at(i));
    }
  }

  private void keep(int[] options, boolean[] keepers, int parent, int clause) {
    for (int option : options) {
      if (keepers[option]) {
        visitFirst(universe.versions().row(universe.nameOf(option)), parent, clause);
      }
    }
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
        visit(option, parent, clause);
        return true;
      }
    }
    return false;
  }

  private void visit(int aPackage, int parent, int clause) {
    if (!visited[aPackage]) {
      visited[aPackage] = true;
      members.add(aPackage);
      parents.add(parent);
      clauses.add(clause);
    }
  }
}
