package org.whittle.resolver.minimal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whittle.resolver.minimal.Search.Outcome;

/**
 * Makes one stage as small as can be, from below: it assumes that nothing costs anything, learns
 * from each contradiction what must cost something, and relaxes just that, until a solution costs
 * no more than what was proved.
 *
 * <p>The way of OLL (A. Morgado, C. Dodaro, J. Marques-Silva, "Core-Guided MaxSAT with Soft
 * Cardinality Constraints", CP 2014), with the heavy literals first and hardening (C. Ansótegui et
 * al., "Improving SAT-Based Weighted MaxSAT Solvers", CP 2012), and cores relaxed together (J. Berg
 * and M. Järvisalo, "Weight-Aware Core Extraction in SAT-Based MaxSAT Solving", CP 2017).
 */
final class CoreGuided {
  /** Where a literal counts the members of a core. */
  private record Counting(Totalizer totalizer, int count) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Core(int[] literals, long weight) {}

  private final Search search;
  private final Meter meter;
  private final Incumbent incumbent;
  private final int stage;
  private final Map<Integer, Counting> counting = new HashMap<>();
  private final List<Core> unrelaxed = new ArrayList<>();

  /** Literals that cost something if true, and what is left of each one's cost. */
  private final Ints literals = new Ints();

  private long[] weights;
  private long lower;
  private long threshold;

  CoreGuided(Search search, Meter meter, Incumbent incumbent, int stage) {
    this.search = search;
    this.meter = meter;
    this.incumbent = incumbent;
    this.stage = stage;
    this.weights = new long[2 * search.variables()];
  }

  /** The greatest cost that was proved necessary; then all solutions left are of that cost. */
  long minimize() {
    Problem.Stage costs = incumbent.stage(stage);
    lower = costs.base();
    for (int i = 0; i < costs.size(); i++) {
      addWeight(costs.literal(i), costs.cost(i));
    }
    settleOpposites();
    harden();
    threshold = Long.MAX_VALUE;
    lowerThreshold();
    while (lower < incumbent.reached(stage) && !meter.spent()) {
      Ints assumptions = assumptions();
      Outcome outcome = search.solve(assumptions, meter);
      if (outcome == Outcome.NONE) {
        take(Arrays.stream(search.core()).map(Literal::not).toArray());
      } else if (outcome == Outcome.SOLUTION) {
        incumbent.offer(stage);
        harden();
        if (!unrelaxed.isEmpty()) {
          relax();
        } else {
          lowerThreshold();
        }
      }
    }
    if (lower == incumbent.reached(stage)) {
      relax();
      harden();
    }
    return lower;
  }

  /** Literals of both signs: one of them is true in any case. */
  private void settleOpposites() {
    for (int i = 0; i < literals.size(); i++) {
      int literal = literals.get(i);
      long both = Math.min(weight(literal), weight(literal ^ 1));
      if (both > 0) {
        lower += both;
        weights[literal] -= both;
        weights[literal ^ 1] -= both;
      }
    }
  }

  private long weight(int literal) {
    return literal < weights.length ? weights[literal] : 0;
  }

  private void addWeight(int literal, long weight) {
    if (literal >= weights.length) {
      weights = Arrays.copyOf(weights, Math.max(literal + 2, weights.length * 2));
    }
    if (weights[literal] == 0) {
      literals.add(literal);
    }
    weights[literal] += weight;
  }

  /** The opposites of all literals that still cost enough; those that cost nothing are dropped. */
  private Ints assumptions() {
    Ints assumptions = new Ints(literals.size());
    int kept = 0;
    for (int i = 0; i < literals.size(); i++) {
      int literal = literals.get(i);
      int fixed = search.fixed(literal);
      if (fixed > 0 && weights[literal] > 0) {
        take(new int[] {literal});
      }
      if (weights[literal] > 0 && fixed == 0) {
        literals.set(kept++, literal);
        if (weights[literal] >= threshold) {
          assumptions.add(literal ^ 1);
        }
      }
    }
    literals.truncate(kept);
    return assumptions;
  }

  /** Lowers the threshold to the next weight at most half of it, or to the lowest there is. */
  private void lowerThreshold() {
    long below = threshold == Long.MAX_VALUE ? threshold : threshold / 2;
    long next = 0;
    long least = threshold;
    for (int i = 0; i < literals.size(); i++) {
      long weight = weights[literals.get(i)];
      if (weight > 0 && weight < threshold) {
        least = Math.min(least, weight);
        next = weight <= below ? Math.max(next, weight) : next;
      }
    }
    threshold = next > 0 ? next : least;
  }

  /** Forbids what costs more than what is left between the bounds. */
  private void harden() {
    long gap = incumbent.reached(stage) - lower;
    for (int i = 0; i < literals.size(); i++) {
      int literal = literals.get(i);
      if (weights[literal] > gap && search.fixed(literal) == 0) {
        search.addClause(literal ^ 1);
      }
    }
  }

  /** Counts a core, whose literals come as the assumptions that exclude each other. */
  private void take(int[] core) {
    if (core.length == 0) {
      throw new IllegalStateException("the solution that is known was excluded");
    }
    long weight = Long.MAX_VALUE;
    for (int literal : core) {
      weight = Math.min(weight, weights[literal]);
    }
    lower += weight;
    for (int literal : core) {
      weights[literal] -= weight;
    }
    search.addClause(core);
    unrelaxed.add(new Core(core, weight));
  }

  private void relax() {
    for (Core core : unrelaxed) {
      for (int literal : core.literals()) {
        Counting known = counting.get(literal);
        if (known != null && known.count() < known.totalizer().inputs()) {
          count(known.totalizer(), known.count() + 1, core.weight());
        }
      }
      if (core.literals().length > 1) {
        count(new Totalizer(search, core.literals()), 2, core.weight());
      }
    }
    unrelaxed.clear();
  }

  private void count(Totalizer totalizer, int count, long weight) {
    int output = totalizer.atLeast(count);
    counting.put(output, new Counting(totalizer, count));
    addWeight(output, weight);
  }
}
