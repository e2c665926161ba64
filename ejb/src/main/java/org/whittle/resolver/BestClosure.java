package org.whittle.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.resolver.minimal.Effort;
import org.whittle.resolver.minimal.Optimum;

/**
 * Finds the set of packages that is best by the objectives of a mode, and proves it.
 *
 * <p>For the smallest set all wishes are first taken as needs: roots at their candidates, no
 * stand-ins, every recommendation met. Mostly that has a solution, so that the first objectives are
 * settled and far more is forced; otherwise, and for an update, wishes are objectives.
 */
final class BestClosure {
  private final Question question;
  private final Effort effort;

  BestClosure(Question question, Effort effort) {
    this.question = question;
    this.effort = effort;
  }

  /** The smallest set; empty if there is none. */
  Optional<Resolved> smallest() {
    return find(true).or(() -> find(false));
  }

  /** The set that changes least; empty if there is none. */
  Optional<Resolved> leastChange() {
    return find(false);
  }

  private Optional<Resolved> find(boolean firm) {
    List<int[]> roots =
        question.roots().stream().map(firm ? RootChoice::preferred : RootChoice::options).toList();
    Forced forced = new Forced(question.universe(), question.needs(), firm, question.recommends());
    forced.follow(roots);
    if (forced.contradictory()) {
      return Optional.empty();
    }
    ClosureProblem closure = new ClosureProblem(question, forced, firm);
    closure.describe(roots);
    List<Objective> staged =
        firm ? List.of(Objective.SIZE, Objective.PACKAGES) : question.objectives();
    new Stages(question, closure).add(staged);
    return Optimum.of(closure.problem().build(), effort)
        .map(optimum -> resolved(closure, staged, optimum));
  }

  private Resolved resolved(ClosureProblem closure, List<Objective> staged, Optimum optimum) {
    IntList solution = new IntList();
    for (int i = 0; i < closure.forced().chosen().size(); i++) {
      solution.add(closure.forced().chosen().get(i));
    }
    for (int i = 0; i < closure.packages().size(); i++) {
      int aPackage = closure.packages().get(i);
      if (optimum.isTrue(closure.variable(aPackage))) {
        solution.add(aPackage);
      }
    }
    NeededWalk walk = new NeededWalk(question, solution).walk();
    if (question.request().mode() instanceof ResolutionMode.Update) {
      walk.walkOn();
    }
    new WitnessCheck(question.universe()).verify(walk.members());
    return new Resolved(
        walk.packages(), bounds(new Figures(question, walk.members()), staged, optimum));
  }

  private List<Bound> bounds(Figures figures, List<Objective> staged, Optimum optimum) {
    List<Bound> bounds = new ArrayList<>();
    for (Objective objective : question.objectives()) {
      int stage = staged.indexOf(objective);
      bounds.add(
          bound(
              objective,
              figures.figure(objective),
              stage < 0 ? 0 : optimum.proved(stage),
              stage < 0 ? 0 : optimum.reached(stage)));
    }
    bounds.add(new Bound(Objective.NAMES, optimum.undecided(), 0));
    return bounds;
  }

  /** A set is measured apart from the search: if the figures differ, one of them is wrong. */
  private static Bound bound(Objective objective, long measured, long proved, long searched) {
    if (measured < proved || measured > searched) {
      throw new IllegalStateException(
          "wrong figure of " + objective + ": measured " + measured + ", searched " + searched);
    }
    return new Bound(objective, measured, proved);
  }
}
