package org.whittle.resolver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whittle.resolver.minimal.Literal;
import org.whittle.resolver.minimal.Problem;

/**
 * Everything that roots can lead to, as clauses: {@code ¬p ∨ s1 ∨ s2 …} for what a package needs,
 * {@code ¬p ∨ ¬q} for what excludes each other.
 *
 * <p>What is forced anyway has no variable, and packages that nothing leads to have none either:
 * for an update something leads to whatever meets a need, otherwise only what might be needed
 * still. If wishes are not firm, a recommendation may go unmet and a package may stand in: for each
 * such need there is a variable that says so, to be made false by an objective.
 */
final class ClosureProblem {
  private static final int UNSEEN = -1;

  private final PackageUniverse universe;
  private final Needs needs;
  private final Forced forced;
  private final boolean firm;
  private final boolean recommends;

  /** What a need leads to even if something forced meets it. */
  private final boolean[] keepers;

  private final Problem.Builder problem = new Problem.Builder();
  private final int[] variables;
  private final IntList packages = new IntList();

  /** Variable → package, or one below zero for the others. */
  private final IntList meanings = new IntList();

  private final Map<Integer, Integer> standIns = new HashMap<>();
  private final Map<Integer, Integer> unmet = new HashMap<>();

  ClosureProblem(Question question, Forced forced, boolean firm) {
    this.universe = question.universe();
    this.needs = question.needs();
    this.forced = forced;
    this.firm = firm;
    this.recommends = question.recommends();
    this.keepers = Former.of(universe, question.request()).keepers(needs);
    this.variables = new int[universe.packages()];
    Arrays.fill(variables, UNSEEN);
  }

  /** Adds all clauses; each option of a root gets a variable, since one may be wished for. */
  void describe(List<int[]> roots) {
    for (int[] options : roots) {
      for (int option : options) {
        reachIfPossible(option);
      }
      reachKept(options);
      clause(new IntList(), options);
    }
    for (int i = 0; i < forced.chosen().size(); i++) {
      describeNeeds(forced.chosen().get(i), UNSEEN);
    }
    for (int i = 0; i < packages.size(); i++) {
      describeNeeds(packages.get(i), Literal.negative(variables[packages.get(i)]));
    }
    for (int i = 0; i < packages.size(); i++) {
      describeExclusions(packages.get(i));
      describeSiblings(packages.get(i));
    }
  }

  Problem.Builder problem() {
    return problem;
  }

  Forced forced() {
    return forced;
  }

  /** The packages that have a variable, in the order in which they were reached. */
  IntList packages() {
    return packages;
  }

  /** The variable of a package, or a negative number if it has none. */
  int variable(int aPackage) {
    return variables[aPackage];
  }

  /** The package of a variable, or a negative number if it stands for none. */
  int meaning(int variable) {
    return variable < meanings.size() ? meanings.get(variable) : UNSEEN;
  }

  /** Variables that are true if a need is met by a stand-in only, by clause. */
  Map<Integer, Integer> standIns() {
    return standIns;
  }

  /** Variables that are true if a recommendation is not met, by clause. */
  Map<Integer, Integer> unmet() {
    return unmet;
  }

  /** A variable that stands for no package. */
  int auxiliary() {
    meanings.add(UNSEEN);
    return problem.variable();
  }

  /** Adds a cost of 1 that is due unless one of these is chosen; nothing new is reached by it. */
  void costUnless(int[] options, Problem.Stage stage) {
    if (!forcesAny(options)) {
      int missed = Literal.positive(auxiliary());
      demandAny(options, missed, UNSEEN);
      stage.cost(missed, 1);
    }
  }

  boolean forcesAny(int[] options) {
    return Arrays.stream(options).anyMatch(forced::isChosen);
  }

  /**
   * Demands one of the options or a literal, if a variable is true (or in any case if it is none).
   */
  void demandAny(int[] options, int otherwise, int ifTrue) {
    IntList literals = escapes(otherwise);
    if (ifTrue >= 0) {
      literals.add(Literal.negative(ifTrue));
    }
    for (int option : options) {
      if (variables[option] != UNSEEN) {
        literals.add(Literal.positive(variables[option]));
      }
    }
    problem.clause(literals.toArray());
  }

  private void describeNeeds(int aPackage, int unless) {
    IntTable requirements = universe.requirements();
    for (int i = requirements.start(aPackage); i < requirements.end(aPackage); i++) {
      describeNeed(requirements.at(i), unless);
    }
    if (recommends) {
      IntTable recommendations = universe.recommendations();
      for (int i = recommendations.start(aPackage); i < recommendations.end(aPackage); i++) {
        describeWish(recommendations.at(i), unless);
      }
    }
  }

  private void reachIfPossible(int aPackage) {
    if (!forced.isChosen(aPackage) && forced.isPossible(aPackage)) {
      reach(aPackage);
    }
  }

  private void reachKept(int[] options) {
    for (int option : options) {
      if (keepers[option]) {
        for (int version : universe.versions().row(universe.nameOf(option))) {
          if (needs.admits(version)) {
            reachIfPossible(version);
          }
        }
      }
    }
  }

  private void describeNeed(int clause, int unless) {
    int[] proper = needs.proper(clause);
    int[] all = needs.all(clause);
    reachKept(all);
    if (!firm && proper.length < all.length) {
      clause(escapes(unless), all);
      IntList escapes = escapes(unless);
      escapes.add(Literal.positive(wish(standIns, clause)));
      clause(escapes, proper);
    } else {
      clause(escapes(unless), proper);
    }
  }

  private void describeWish(int clause, int unless) {
    int[] proper = needs.proper(clause);
    reachKept(needs.all(clause));
    if (proper.length > 0) {
      IntList escapes = escapes(unless);
      if (!firm) {
        escapes.add(Literal.positive(wish(unmet, clause)));
      }
      clause(escapes, proper);
    }
  }

  /** A literal that makes a clause true whatever else, if it is one. */
  private static IntList escapes(int unless) {
    IntList escapes = new IntList();
    if (unless >= 0) {
      escapes.add(unless);
    }
    return escapes;
  }

  private int wish(Map<Integer, Integer> wishes, int clause) {
    return wishes.computeIfAbsent(clause, c -> auxiliary());
  }

  /** Demands one of the escapes or of the options, unless one of these is chosen anyway. */
  private void clause(IntList escapes, int[] options) {
    for (int option : options) {
      if (forced.isChosen(option)) {
        return;
      }
    }
    for (int option : options) {
      if (forced.isPossible(option)) {
        escapes.add(Literal.positive(reach(option)));
      }
    }
    problem.clause(escapes.toArray());
  }

  private int reach(int aPackage) {
    if (variables[aPackage] == UNSEEN) {
      variables[aPackage] = problem.variable();
      meanings.add(aPackage);
      packages.add(aPackage);
    }
    return variables[aPackage];
  }

  private void describeExclusions(int aPackage) {
    IntTable exclusions = universe.exclusions();
    IntTable solvers = universe.solvers();
    for (int i = exclusions.start(aPackage); i < exclusions.end(aPackage); i++) {
      for (int j = solvers.start(exclusions.at(i)); j < solvers.end(exclusions.at(i)); j++) {
        int other = solvers.at(j);
        if (variables[other] != UNSEEN && universe.nameOf(other) != universe.nameOf(aPackage)) {
          excludeBoth(aPackage, other);
        }
      }
    }
  }

  private void describeSiblings(int aPackage) {
    IntTable versions = universe.versions();
    int name = universe.nameOf(aPackage);
    for (int i = versions.start(name); i < versions.end(name); i++) {
      int other = versions.at(i);
      if (other > aPackage && variables[other] != UNSEEN) {
        excludeBoth(aPackage, other);
      }
    }
  }

  private void excludeBoth(int a, int b) {
    problem.clause(Literal.negative(variables[a]), Literal.negative(variables[b]));
  }
}
