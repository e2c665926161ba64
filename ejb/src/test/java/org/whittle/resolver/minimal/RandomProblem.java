package org.whittle.resolver.minimal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A small problem drawn by a seed, and the trying of all its assignments.
 *
 * <p>An assignment is an array; a literal is {@code v + 1} or {@code -(v + 1)}: nothing is shared
 * with the code under test.
 */
record RandomProblem(int variables, List<int[]> clauses, List<int[]> stages, List<int[]> order) {

  /** A stage has a cost for each literal: those of the variables, then those of their opposites. */
  static RandomProblem of(Random random) {
    int variables = 3 + random.nextInt(7);
    List<int[]> clauses = new ArrayList<>();
    for (int i = random.nextInt(3 * variables); i > 0; i--) {
      clauses.add(clause(random, variables));
    }
    List<int[]> stages = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int most = random.nextBoolean() ? 2 : 12;
      stages.add(random.ints(2L * variables, 0, most).toArray());
    }
    List<int[]> order = new ArrayList<>();
    for (int i = 0; i < variables; i++) {
      order.add(new int[] {i});
    }
    if (random.nextBoolean()) {
      order.addFirst(new int[] {random.nextInt(variables), random.nextInt(variables)});
    }
    return new RandomProblem(variables, clauses, stages, order);
  }

  private static int[] clause(Random random, int variables) {
    return IntStream.range(0, 1 + random.nextInt(3))
        .map(i -> (1 + random.nextInt(variables)) * (random.nextInt(3) == 0 ? 1 : -1))
        .map(literal -> random.nextBoolean() ? literal : -literal)
        .toArray();
  }

  Problem problem() {
    Problem.Builder builder = new Problem.Builder();
    for (int i = 0; i < variables; i++) {
      builder.variable();
    }
    clauses.forEach(c -> builder.clause(Arrays.stream(c).map(RandomProblem::literal).toArray()));
    for (int[] costs : stages) {
      Problem.Stage stage = builder.stage();
      for (int i = 0; i < costs.length; i++) {
        if (costs[i] > 0) {
          stage.cost(
              i < variables ? Literal.positive(i) : Literal.negative(i - variables), costs[i]);
        }
      }
    }
    order.forEach(builder::prefer);
    return builder.build();
  }

  static int literal(int signed) {
    return signed > 0 ? Literal.positive(signed - 1) : Literal.negative(-signed - 1);
  }

  /** The best assignment; empty if no assignment fulfils all clauses. */
  Optional<boolean[]> best() {
    return IntStream.range(0, 1 << variables)
        .mapToObj(this::assignment)
        .filter(this::fulfilsAll)
        .min(Comparator.comparing(this::figures, RandomProblem::compare));
  }

  private boolean[] assignment(int bits) {
    boolean[] values = new boolean[variables];
    for (int i = 0; i < variables; i++) {
      values[i] = (bits >> i & 1) == 1;
    }
    return values;
  }

  boolean fulfilsAll(boolean[] values) {
    return clauses.stream()
        .allMatch(c -> Arrays.stream(c).anyMatch(l -> values[Math.abs(l) - 1] == l > 0));
  }

  long cost(int stage, boolean[] values) {
    long sum = 0;
    for (int i = 0; i < variables; i++) {
      sum += stages.get(stage)[values[i] ? i : i + variables];
    }
    return sum;
  }

  private List<Long> figures(boolean[] values) {
    List<Long> figures = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      figures.add(cost(i, values));
    }
    for (int[] group : order) {
      figures.add(Arrays.stream(group).anyMatch(v -> values[v]) ? 0L : 1L);
    }
    return figures;
  }

  private static int compare(List<Long> a, List<Long> b) {
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).equals(b.get(i))) {
        return Long.compare(a.get(i), b.get(i));
      }
    }
    return 0;
  }
}
