package org.whittle.resolver;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Answers whether what is chosen can be completed, for one set of roots.
 *
 * <p>The clauses of a package are made when it is chosen for the first time, so that the search
 * sees only what it comes across: a requirement is {@code ¬p ∨ s1 ∨ s2 …} over its solvers, an
 * exclusion {@code ¬p ∨ ¬q}, and two packages of one name exclude each other. What is not chosen
 * needs nothing; so all is found as soon as each chosen package has what it requires.
 *
 * <p>Keeps the last solution found: a package in it needs no search. For one thread.
 */
final class CompleteSearch implements SearchGuide {
  private final PackageUniverse universe;
  private final IntPredicate admitted;
  private final List<int[]> roots;
  private final ClauseSolver solver = new ClauseSolver(this);

  /** Package → variable plus one; 0 if it was not come across. */
  private final IntMap variables = new IntMap();

  /** Variable → package. */
  private final IntList packages = new IntList();

  /** Variable → whether its clauses have been made. */
  private boolean[] described = new boolean[256];

  /** How many of the roots, and behind them of the trail, are known to have what they require. */
  private int progress;

  private final boolean solvable;
  private boolean isSolved;

  /** Searches for a first solution from the packages that are admitted. */
  CompleteSearch(PackageUniverse universe, IntPredicate admitted, List<int[]> roots) {
    this.universe = universe;
    this.admitted = admitted;
    this.roots = roots;
    for (int[] solutions : roots) {
      solver.addClause(choice(solutions));
    }
    this.solvable = solver.solve();
    this.isSolved = solvable;
  }

  /** Whether there is any solution. */
  boolean isSolvable() {
    return solvable;
  }

  /** Whether a solution holds all that is chosen and one package more. */
  boolean canAdd(Selection selection, int aPackage) {
    if (!admitted.test(aPackage)) {
      return false;
    }
    int variable = variable(aPackage);
    if (isSolved && solver.isTrue(variable)) {
      return true;
    }
    if (isSolved && solver.isFree(variable) && solver.extend(ClauseSolver.positive(variable))) {
      return true;
    }
    IntList members = selection.members();
    int[] assumptions = new int[members.size() + 1];
    for (int i = 0; i < members.size(); i++) {
      assumptions[i] = ClauseSolver.positive(variable(members.get(i)));
    }
    assumptions[members.size()] = ClauseSolver.positive(variable);
    isSolved = solver.solve(assumptions);
    return isSolved;
  }

  /** The packages of the last solution found, more than are needed perhaps. */
  IntList solution() {
    IntList members = new IntList();
    for (int i = 0; i < packages.size(); i++) {
      if (solver.isTrue(i)) {
        members.add(packages.get(i));
      }
    }
    return members;
  }

  @Override
  public int next() {
    for (; progress < roots.size(); progress++) {
      int literal = open(roots.get(progress));
      if (literal != NOTHING) {
        return literal;
      }
    }
    for (; progress - roots.size() < solver.trail().size(); progress++) {
      int literal = solver.trail().get(progress - roots.size());
      int missing = (literal & 1) == 0 ? missing(packages.get(literal >> 1)) : NOTHING;
      if (missing != NOTHING) {
        return missing;
      }
    }
    return NOTHING;
  }

  @Override
  public int progress() {
    return progress;
  }

  @Override
  public void restore(int former) {
    progress = former;
  }

  @Override
  public void added(int variable) {
    if (variable == described.length) {
      described = Arrays.copyOf(described, 2 * variable);
    }
  }

  /** Makes the clauses of a package that is chosen for the first time. */
  @Override
  public void chosen(int variable) {
    if (described[variable]) {
      return;
    }
    described[variable] = true;
    int aPackage = packages.get(variable);
    IntTable requirements = universe.requirements();
    for (int i = requirements.start(aPackage); i < requirements.end(aPackage); i++) {
      describeRequirement(aPackage, requirements.at(i));
    }
    describeExclusions(aPackage);
    IntTable versions = universe.versions();
    int name = universe.nameOf(aPackage);
    for (int i = versions.start(name); i < versions.end(name); i++) {
      exclude(aPackage, versions.at(i));
    }
  }

  private void describeRequirement(int aPackage, int clause) {
    IntList literals = new IntList();
    literals.add(ClauseSolver.negative(variable(aPackage)));
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
    solver.join(literals.toArray());
  }

  private void describeExclusions(int aPackage) {
    IntTable exclusions = universe.exclusions();
    IntTable solvers = universe.solvers();
    for (int i = exclusions.start(aPackage); i < exclusions.end(aPackage); i++) {
      int relation = exclusions.at(i);
      for (int j = solvers.start(relation); j < solvers.end(relation); j++) {
        exclude(aPackage, solvers.at(j));
      }
    }
  }

  private void exclude(int aPackage, int other) {
    if (other != aPackage && admitted.test(other)) {
      solver.join(
          ClauseSolver.negative(variable(aPackage)), ClauseSolver.negative(variable(other)));
    }
  }

  /** The literals of those solutions that are admitted: one of them has to be chosen. */
  private int[] choice(int[] solutions) {
    IntList literals = new IntList();
    for (int solution : solutions) {
      addSolution(literals, solution);
    }
    return literals.toArray();
  }

  private void addSolution(IntList literals, int solution) {
    if (!admitted.test(solution)) {
      return;
    }
    int literal = ClauseSolver.positive(variable(solution));
    for (int i = 0; i < literals.size(); i++) {
      if (literals.get(i) == literal) {
        return;
      }
    }
    literals.add(literal);
  }

  private int variable(int aPackage) {
    int known = variables.get(aPackage);
    if (known > 0) {
      return known - 1;
    }
    int variable = solver.newVariable();
    variables.put(aPackage, variable + 1);
    packages.add(aPackage);
    return variable;
  }

  /** The first literal that may satisfy a root, if none does. */
  private int open(int[] solutions) {
    int first = NOTHING;
    for (int solution : solutions) {
      int variable = variables.get(solution) - 1;
      if (variable >= 0 && solver.isTrue(variable)) {
        return NOTHING;
      }
      if (first == NOTHING && variable >= 0 && solver.isFree(variable)) {
        first = ClauseSolver.positive(variable);
      }
    }
    return first;
  }

  /** The first literal that may satisfy the first requirement of a package that is not met. */
  private int missing(int aPackage) {
    IntTable requirements = universe.requirements();
    for (int i = requirements.start(aPackage); i < requirements.end(aPackage); i++) {
      int literal = openClause(requirements.at(i));
      if (literal != NOTHING) {
        return literal;
      }
    }
    return NOTHING;
  }

  private int openClause(int clause) {
    int first = NOTHING;
    IntTable clauses = universe.clauses();
    IntTable solvers = universe.solvers();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      for (int j = solvers.start(clauses.at(i)); j < solvers.end(clauses.at(i)); j++) {
        int variable = variables.get(solvers.at(j)) - 1;
        if (variable >= 0 && solver.isTrue(variable)) {
          return NOTHING;
        }
        if (first == NOTHING && variable >= 0 && solver.isFree(variable)) {
          first = ClauseSolver.positive(variable);
        }
      }
    }
    return first;
  }
}
