package org.whittle.resolver;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.whittle.resolver.minimal.Literal;
import org.whittle.resolver.minimal.Problem;

/**
 * Which names of a former composition something asks for: that something has a need that a package
 * of the name would meet, alone or among others.
 *
 * <p>It costs to remove such a name: {@code ¬q ∨ removed ∨ v1 ∨ v2 …} for each asker and the
 * versions of the name. A name that nothing asks for goes without cost, since keeping what has no
 * reason is no service to anybody.
 */
final class Retention {
  private static final int REQUEST = -1;

  private final Question question;
  private final PackageUniverse universe;
  private final boolean[] keepers;

  /** Former name → who asks for it. */
  private final Map<Integer, Set<Integer>> asked = new TreeMap<>();

  Retention(Question question) {
    this.question = question;
    this.universe = question.universe();
    this.keepers = Former.of(universe, question.request()).keepers(question.needs());
    question.roots().forEach(root -> note(root.options(), REQUEST));
  }

  /** Counts what these packages ask for. */
  Retention note(IntList packages, boolean certain) {
    for (int i = 0; i < packages.size(); i++) {
      int by = certain ? REQUEST : packages.get(i);
      note(universe.requirements(), packages.get(i), by);
      if (question.recommends()) {
        note(universe.recommendations(), packages.get(i), by);
      }
    }
    return this;
  }

  private void note(IntTable table, int aPackage, int by) {
    for (int i = table.start(aPackage); i < table.end(aPackage); i++) {
      note(question.needs().all(table.at(i)), by);
    }
  }

  private void note(int[] options, int by) {
    for (int option : options) {
      if (keepers[option]) {
        asked.computeIfAbsent(universe.nameOf(option), n -> new TreeSet<>()).add(by);
      }
    }
  }

  /** The names that anything asks for. */
  Set<Integer> names() {
    return new HashSet<>(asked.keySet());
  }

  /** Adds what it costs to remove each name. */
  void cost(ClosureProblem closure, Problem.Stage stage) {
    asked.forEach(
        (name, askers) -> {
          int[] versions = universe.versions().row(name);
          if (!closure.forcesAny(versions)) {
            int removed = Literal.positive(closure.auxiliary());
            stage.cost(removed, 1);
            askers.forEach(
                asker ->
                    closure.demandAny(
                        versions, removed, asker == REQUEST ? -1 : closure.variable(asker)));
          }
        });
  }
}
