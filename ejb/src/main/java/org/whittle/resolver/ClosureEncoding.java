package org.whittle.resolver;

import java.util.Arrays;
import java.util.List;
import org.whittle.resolver.minimal.Literal;

/**
 * Everything that roots can lead to, as clauses of a search.
 *
 * <p>With a variable for each package that may be chosen: a requirement is {@code ¬p ∨ s1 ∨ s2 …}
 * over its solvers, an exclusion {@code ¬p ∨ ¬q}, and two packages of one name exclude each other.
 * Exclusions of packages that the roots cannot lead to are left out, since they are never chosen.
 */
final class ClosureEncoding {
  /** Takes each clause with what it stands for; literals as in {@link Literal}. */
  interface Sink {
    /** A package requires one of the others. */
    void requirement(int aPackage, int clause, int[] literals);

    /** A package excludes another by a relation. */
    void exclusion(int aPackage, int relation, int other, int[] literals);

    /** Two packages of one name exclude each other. */
    void sameName(int aPackage, int other, int[] literals);
  }

  private static final int UNSEEN = -1;

  private final PackageUniverse universe;
  private final Eligibility eligibility;
  private final int[] variables;
  private final IntList packages = new IntList();

  /** Finds what the roots can lead to; recommendations lead somewhere only if followed. */
  ClosureEncoding(
      PackageUniverse universe,
      Eligibility eligibility,
      List<int[]> roots,
      boolean followRecommends) {
    this.universe = universe;
    this.eligibility = eligibility;
    this.variables = new int[universe.packages()];
    Arrays.fill(variables, UNSEEN);
    for (int[] solutions : roots) {
      for (int solution : solutions) {
        reach(solution);
      }
    }
    for (int i = 0; i < packages.size(); i++) {
      reachAll(universe.requirements(), packages.get(i));
      if (followRecommends) {
        reachAll(universe.recommendations(), packages.get(i));
      }
    }
  }

  private void reachAll(IntTable table, int aPackage) {
    for (int i = table.start(aPackage); i < table.end(aPackage); i++) {
      int clause = table.at(i);
      for (int j = universe.clauses().start(clause); j < universe.clauses().end(clause); j++) {
        int relation = universe.clauses().at(j);
        for (int k = universe.solvers().start(relation);
            k < universe.solvers().end(relation);
            k++) {
          reach(universe.solvers().at(k));
        }
      }
    }
  }

  private void reach(int aPackage) {
    if (variables[aPackage] == UNSEEN && eligibility.admits(aPackage)) {
      variables[aPackage] = packages.size();
      packages.add(aPackage);
    }
  }

  /** The packages in the order in which they were reached; the index is the variable. */
  IntList packages() {
    return packages;
  }

  /** Whether a package was reached. */
  boolean holds(int aPackage) {
    return variables[aPackage] != UNSEEN;
  }

  /** The variable of a package that was reached. */
  int variable(int aPackage) {
    return variables[aPackage];
  }

  /** The literals of those solutions that were reached: one of them has to be chosen. */
  int[] choice(int[] solutions) {
    IntList literals = new IntList();
    for (int solution : solutions) {
      addSolution(literals, solution);
    }
    return literals.toArray();
  }

  /** Gives all clauses but those of the roots to a sink, in an order that never varies. */
  void describeTo(Sink sink) {
    for (int i = 0; i < packages.size(); i++) {
      int aPackage = packages.get(i);
      IntTable requirements = universe.requirements();
      for (int j = requirements.start(aPackage); j < requirements.end(aPackage); j++) {
        describeRequirement(sink, aPackage, requirements.at(j));
      }
      describeExclusions(sink, aPackage);
      describeSiblings(sink, aPackage);
    }
  }

  private void describeRequirement(Sink sink, int aPackage, int clause) {
    IntList literals = new IntList();
    literals.add(Literal.negative(variables[aPackage]));
    IntTable clauses = universe.clauses();
    IntTable solvers = universe.solvers();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      for (int j = solvers.start(clauses.at(i)); j < solvers.end(clauses.at(i)); j++) {
        if (solvers.at(j) == aPackage) {
          return;
        }
        addSolution(literals, solvers.at(j));
      }
    }
    sink.requirement(aPackage, clause, literals.toArray());
  }

  private void addSolution(IntList literals, int solution) {
    if (!holds(solution)) {
      return;
    }
    int literal = Literal.positive(variables[solution]);
    for (int i = 0; i < literals.size(); i++) {
      if (literals.get(i) == literal) {
        return;
      }
    }
    literals.add(literal);
  }

  private void describeExclusions(Sink sink, int aPackage) {
    IntTable exclusions = universe.exclusions();
    IntTable solvers = universe.solvers();
    for (int i = exclusions.start(aPackage); i < exclusions.end(aPackage); i++) {
      int relation = exclusions.at(i);
      for (int j = solvers.start(relation); j < solvers.end(relation); j++) {
        int other = solvers.at(j);
        if (holds(other) && universe.nameOf(other) != universe.nameOf(aPackage)) {
          sink.exclusion(aPackage, relation, other, both(aPackage, other));
        }
      }
    }
  }

  private void describeSiblings(Sink sink, int aPackage) {
    IntTable versions = universe.versions();
    int name = universe.nameOf(aPackage);
    for (int i = versions.start(name); i < versions.end(name); i++) {
      int other = versions.at(i);
      if (other > aPackage && holds(other)) {
        sink.sameName(aPackage, other, both(aPackage, other));
      }
    }
  }

  private int[] both(int a, int b) {
    return new int[] {Literal.negative(variables[a]), Literal.negative(variables[b])};
  }
}
