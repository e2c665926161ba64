package org.whittle.resolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.whittle.kernel.PackageName;
import org.whittle.resolver.minimal.Literal;
import org.whittle.resolver.minimal.Problem;

/** Adds the objectives of a question to the problem of its closure. */
final class Stages {
  /** A name and its text; two architectures may have the same. */
  private record Named(PackageName text, int name) {}

  private final Question question;
  private final PackageUniverse universe;
  private final ClosureProblem closure;
  private final Former former;

  Stages(Question question, ClosureProblem closure) {
    this.question = question;
    this.universe = question.universe();
    this.closure = closure;
    this.former = Former.of(universe, question.request());
  }

  /** Adds a stage for each objective, and the order of names behind them. */
  void add(List<Objective> objectives) {
    objectives.forEach(o -> add(o, closure.problem().stage()));
    addOrder();
  }

  private void add(Objective objective, Problem.Stage stage) {
    switch (objective) {
      case REMOVED ->
          new Retention(question)
              .note(closure.forced().chosen(), true)
              .note(closure.packages(), false)
              .cost(closure, stage);
      case CHANGED -> addEach(stage, p -> former.hasOther(p) ? 1 : 0);
      case ADDED -> addEach(stage, p -> former.hasName(p) ? 0 : 1);
      case BELOW_CANDIDATE -> {
        for (RootChoice root : question.roots()) {
          for (int steps = 1; steps <= root.steps(); steps++) {
            closure.costUnless(root.above(steps), stage);
          }
        }
      }
      case STAND_INS ->
          closure.standIns().values().forEach(v -> stage.cost(Literal.positive(v), 1));
      case UNMET_RECOMMENDATIONS ->
          closure.unmet().values().forEach(v -> stage.cost(Literal.positive(v), 1));
      case OUTDATED -> addEach(stage, question::age);
      case SIZE -> addEach(stage, universe::installedSize);
      case PACKAGES -> addEach(stage, p -> 1);
      case NAMES -> throw new IllegalArgumentException("the order of names is no stage");
    }
  }

  private void addEach(Problem.Stage stage, IntToLongFunction cost) {
    IntList forced = closure.forced().chosen();
    for (int i = 0; i < forced.size(); i++) {
      stage.base(cost.applyAsLong(forced.get(i)));
    }
    for (int i = 0; i < closure.packages().size(); i++) {
      int aPackage = closure.packages().get(i);
      long own = cost.applyAsLong(aPackage);
      if (own > 0) {
        stage.cost(Literal.positive(closure.variable(aPackage)), own);
      }
    }
  }

  /** Names in alphabetical order, then the versions of those names that have several. */
  private void addOrder() {
    List<Named> names =
        IntStream.of(closure.packages().toArray())
            .map(universe::nameOf)
            .distinct()
            .mapToObj(name -> new Named(universe.name(name), name))
            .sorted(Comparator.comparing(Named::text).thenComparingInt(Named::name))
            .toList();
    List<int[]> rows = new ArrayList<>();
    for (Named each : names) {
      int[] row = universe.versions().row(each.name());
      rows.add(Arrays.stream(row).map(closure::variable).filter(v -> v >= 0).toArray());
    }
    rows.forEach(closure.problem()::prefer);
    rows.stream()
        .filter(row -> row.length > 1)
        .flatMapToInt(Arrays::stream)
        .forEach(closure.problem()::prefer);
  }
}
