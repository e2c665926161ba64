package org.whittle.resolver.minimal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.whittle.kernel.InvalidInput;

/**
 * Variables, clauses that must hold, and what a best solution is.
 *
 * <p>The stages are made as small as can be one after the other; among what is best in all of them
 * the order decides: each of its groups in turn holds a true variable if that is possible.
 * Immutable. Literals are those of {@link Literal}.
 */
public final class Problem {
  private final int variables;
  private final List<int[]> clauses;
  private final List<Stage> stages;
  private final List<int[]> order;

  private Problem(Builder builder) {
    this.variables = builder.variables;
    this.clauses = List.copyOf(builder.clauses);
    this.stages = List.copyOf(builder.stages);
    this.order = List.copyOf(builder.order);
  }

  int variables() {
    return variables;
  }

  List<int[]> clauses() {
    return clauses;
  }

  List<Stage> stages() {
    return stages;
  }

  List<int[]> order() {
    return order;
  }

  /** What each literal costs if it is true; the sum is to be small. */
  public static final class Stage {
    private final Ints literals = new Ints();
    private long[] costs = new long[8];
    private long base;

    private Stage() {}

    /** Adds a cost above 0 of a literal. */
    public Stage cost(int literal, long cost) {
      if (cost <= 0) {
        throw new InvalidInput(
            "cannot count a cost of " + cost + ": only what costs something is to be told");
      }
      if (literals.size() == costs.length) {
        costs = Arrays.copyOf(costs, costs.length * 2);
      }
      costs[literals.size()] = cost;
      literals.add(literal);
      return this;
    }

    /** Adds a cost that every solution has. */
    public Stage base(long cost) {
      base += cost;
      return this;
    }

    int size() {
      return literals.size();
    }

    int literal(int index) {
      return literals.get(index);
    }

    long cost(int index) {
      return costs[index];
    }

    long base() {
      return base;
    }

    /** What all literals would cost together. */
    long total() {
      long sum = base;
      for (int i = 0; i < literals.size(); i++) {
        sum += costs[i];
      }
      return sum;
    }
  }

  /** Collects a problem. */
  public static final class Builder {
    private int variables;
    private final List<int[]> clauses = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<int[]> order = new ArrayList<>();

    /** Starts a problem that everything solves. */
    public Builder() {}

    /** Adds a variable, and gives its number: they count from 0. */
    public int variable() {
      return variables++;
    }

    /** Demands that one of the literals be true. */
    public Builder clause(int... literals) {
      clauses.add(literals);
      return this;
    }

    /** Adds an objective behind those before. */
    public Stage stage() {
      Stage stage = new Stage();
      stages.add(stage);
      return stage;
    }

    /** Adds a group to the order: one of the variables is to be true if that is possible. */
    public Builder prefer(int... group) {
      order.add(group);
      return this;
    }

    /** The problem; the builder is of no use after that. */
    public Problem build() {
      return new Problem(this);
    }
  }
}
