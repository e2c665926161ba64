package org.whittle.resolver;

import java.util.Arrays;

/**
 * A small conflict-driven clause-learning search over boolean variables, complete and repeatable.
 *
 * <p>A literal is {@code 2v} for variable {@code v} and {@code 2v + 1} for its negation. Variables
 * are tried false first, since most packages are not needed. Clauses may be added between calls;
 * what was learned is kept. For one thread.
 */
final class ClauseSolver {
  private static final int NONE = -1;
  private static final int FIRST_RESTART = 100;

  /** Clauses one behind the other: the number of literals, then the literals. */
  private final IntList arena = new IntList();

  /** For each literal that becomes false, the clauses that watch it. */
  private IntList[] watches = new IntList[128];

  private byte[] values = new byte[64];
  private int[] levels = new int[64];
  private int[] reasons = new int[64];
  private boolean[] seen = new boolean[64];
  private boolean[] phases = new boolean[64];
  private final VariableOrder order = new VariableOrder();
  private final IntList trail = new IntList();
  private final IntList levelStarts = new IntList();
  private int propagated;
  private int variables;
  private boolean contradictory;
  private int[] core = new int[0];
  private boolean[] model = new boolean[0];

  static int positive(int variable) {
    return 2 * variable;
  }

  static int negative(int variable) {
    return 2 * variable + 1;
  }

  int newVariable() {
    int variable = variables++;
    if (variable == values.length) {
      grow(variable * 2);
    }
    watches[2 * variable] = new IntList();
    watches[2 * variable + 1] = new IntList();
    order.addVariable();
    return variable;
  }

  /** Adds a clause; its literals are of different variables. */
  void addClause(int... literals) {
    backTo(0);
    int kept = 0;
    int[] clause = new int[literals.length];
    for (int literal : literals) {
      if (value(literal) > 0) {
        return;
      }
      if (value(literal) == 0) {
        clause[kept++] = literal;
      }
    }
    if (kept == 0) {
      contradictory = true;
    } else if (kept == 1) {
      assign(clause[0], NONE);
      contradictory |= propagate() != NONE;
    } else {
      store(clause, kept);
    }
  }

  /** Whether all clauses can hold with these literals true. */
  boolean solve(int... assumptions) {
    core = new int[0];
    int budget = FIRST_RESTART;
    while (!contradictory) {
      backTo(0);
      int outcome = search(assumptions, budget);
      if (outcome != 0) {
        return outcome > 0;
      }
      budget += budget / 2;
    }
    return false;
  }

  /** Whether a variable is true in the model that the last successful {@link #solve} found. */
  boolean isTrue(int variable) {
    return model[variable];
  }

  /** Assumptions of the last failed {@link #solve} that cannot hold together. */
  int[] core() {
    return core.clone();
  }

  /** 1 with a model, -1 without any, 0 when the budget of conflicts is spent. */
  private int search(int[] assumptions, int budget) {
    int conflicts = 0;
    while (true) {
      int conflict = propagate();
      if (conflict != NONE) {
        if (levelStarts.size() == 0) {
          contradictory = true;
          return -1;
        }
        learn(conflict);
        conflicts++;
      } else if (conflicts >= budget) {
        return 0;
      } else {
        int next = nextDecision(assumptions);
        if (next == NONE) {
          return core.length > 0 ? -1 : 1;
        }
        levelStarts.add(trail.size());
        assign(next, NONE);
      }
    }
  }

  /** The next assumption or free variable; NONE with a core set if an assumption is false. */
  private int nextDecision(int[] assumptions) {
    while (levelStarts.size() < assumptions.length) {
      int literal = assumptions[levelStarts.size()];
      if (value(literal) == 0) {
        return literal;
      }
      if (value(literal) < 0) {
        core = assumptionsBehind(literal);
        return NONE;
      }
      levelStarts.add(trail.size());
    }
    while (!order.isEmpty()) {
      int variable = order.removeFirst();
      if (values[variable] == 0) {
        return phases[variable] ? positive(variable) : negative(variable);
      }
    }
    model = new boolean[variables];
    for (int i = 0; i < variables; i++) {
      model[i] = values[i] > 0;
    }
    return NONE;
  }

  private int[] assumptionsBehind(int falseLiteral) {
    IntList found = new IntList();
    found.add(falseLiteral);
    boolean[] marked = new boolean[variables];
    marked[falseLiteral >> 1] = true;
    int bottom = levelStarts.size() == 0 ? trail.size() : levelStarts.get(0);
    for (int i = trail.size() - 1; i >= bottom; i--) {
      int literal = trail.get(i);
      int variable = literal >> 1;
      if (!marked[variable]) {
        continue;
      }
      if (reasons[variable] == NONE) {
        found.add(literal);
      } else {
        int reason = reasons[variable];
        for (int j = 1; j <= arena.get(reason); j++) {
          int other = arena.get(reason + j) >> 1;
          marked[other] |= levels[other] > 0;
        }
      }
    }
    return found.toArray();
  }

  private int propagate() {
    while (propagated < trail.size()) {
      int falseLiteral = trail.get(propagated++) ^ 1;
      IntList watching = watches[falseLiteral];
      int kept = 0;
      for (int i = 0; i < watching.size(); i++) {
        int clause = watching.get(i);
        if (movesWatch(clause, falseLiteral)) {
          continue;
        }
        watching.set(kept++, clause);
        int first = arena.get(clause + 1);
        if (value(first) < 0) {
          while (++i < watching.size()) {
            watching.set(kept++, watching.get(i));
          }
          watching.truncate(kept);
          return clause;
        }
        if (value(first) == 0) {
          assign(first, clause);
        }
      }
      watching.truncate(kept);
    }
    return NONE;
  }

  /** Finds a clause another literal to watch; otherwise its first literal is what is left. */
  private boolean movesWatch(int clause, int falseLiteral) {
    if (arena.get(clause + 1) == falseLiteral) {
      arena.set(clause + 1, arena.get(clause + 2));
      arena.set(clause + 2, falseLiteral);
    }
    if (value(arena.get(clause + 1)) > 0) {
      return false;
    }
    for (int k = 3; k <= arena.get(clause); k++) {
      int literal = arena.get(clause + k);
      if (value(literal) >= 0) {
        arena.set(clause + 2, literal);
        arena.set(clause + k, falseLiteral);
        watches[literal].add(clause);
        return true;
      }
    }
    return false;
  }

  /** Learns the first unique implication point of a conflict, goes back and asserts it. */
  private void learn(int conflict) {
    IntList learned = new IntList();
    learned.add(NONE);
    int open = 0;
    int index = trail.size() - 1;
    int clause = conflict;
    int pivot = NONE;
    do {
      for (int i = 1; i <= arena.get(clause); i++) {
        int literal = arena.get(clause + i);
        int variable = literal >> 1;
        if (literal == pivot || seen[variable] || levels[variable] == 0) {
          continue;
        }
        seen[variable] = true;
        order.bump(variable);
        if (levels[variable] == levelStarts.size()) {
          open++;
        } else {
          learned.add(literal);
        }
      }
      while (!seen[trail.get(index) >> 1]) {
        index--;
      }
      pivot = trail.get(index--);
      seen[pivot >> 1] = false;
      clause = reasons[pivot >> 1];
      open--;
    } while (open > 0);
    learned.set(0, pivot ^ 1);
    order.decay();
    assertLearned(learned.toArray());
  }

  private void assertLearned(int[] learned) {
    int back = 0;
    for (int i = 1; i < learned.length; i++) {
      seen[learned[i] >> 1] = false;
      if (levels[learned[i] >> 1] > back) {
        back = levels[learned[i] >> 1];
        int literal = learned[i];
        learned[i] = learned[1];
        learned[1] = literal;
      }
    }
    backTo(back);
    assign(learned[0], learned.length == 1 ? NONE : store(learned, learned.length));
  }

  private int store(int[] clause, int length) {
    int reference = arena.size();
    arena.add(length);
    for (int i = 0; i < length; i++) {
      arena.add(clause[i]);
    }
    watches[clause[0]].add(reference);
    watches[clause[1]].add(reference);
    return reference;
  }

  private int value(int literal) {
    int value = values[literal >> 1];
    return (literal & 1) == 0 ? value : -value;
  }

  private void assign(int literal, int reason) {
    int variable = literal >> 1;
    values[variable] = (byte) ((literal & 1) == 0 ? 1 : -1);
    levels[variable] = levelStarts.size();
    reasons[variable] = reason;
    trail.add(literal);
  }

  private void backTo(int level) {
    if (levelStarts.size() <= level) {
      return;
    }
    int start = levelStarts.get(level);
    for (int i = trail.size() - 1; i >= start; i--) {
      int variable = trail.get(i) >> 1;
      phases[variable] = values[variable] > 0;
      values[variable] = 0;
      order.insert(variable);
    }
    trail.truncate(start);
    levelStarts.truncate(level);
    propagated = start;
  }

  private void grow(int capacity) {
    watches = Arrays.copyOf(watches, 2 * capacity);
    values = Arrays.copyOf(values, capacity);
    levels = Arrays.copyOf(levels, capacity);
    reasons = Arrays.copyOf(reasons, capacity);
    seen = Arrays.copyOf(seen, capacity);
    phases = Arrays.copyOf(phases, capacity);
  }
}
