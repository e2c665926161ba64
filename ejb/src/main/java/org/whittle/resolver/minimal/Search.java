package org.whittle.resolver.minimal;

import java.util.Arrays;

/**
 * A conflict-driven clause-learning search, complete and repeatable, that can be asked again and
 * again under assumptions while clauses are added.
 *
 * <p>Watched literals, first unique implication points, activities, restarts and saved phases as in
 * N. Eén and N. Sörensson, "An Extensible SAT-solver" (SAT 2003); clauses are forgotten by their
 * glue as in G. Audemard and L. Simon, "Predicting Learnt Clauses Quality" (IJCAI 2009). Variables
 * are false first, since most packages are not needed. For one thread.
 */
final class Search {
  /** How a question ended. */
  enum Outcome {
    /** There is a solution: {@link Search#isTrue} has it. */
    SOLUTION,
    /** There is none: {@link Search#core} has the assumptions that exclude each other. */
    NONE,
    /** The effort is spent. */
    STOPPED
  }

  private static final int NO_REASON = -1;
  private static final int RESTART_UNIT = 64;
  private static final int MOST_LEARNED = 20_000;
  private static final int GLUE_KEPT = 4;

  private final Clauses clauses = new Clauses();
  private final ActivityOrder order = new ActivityOrder();
  private final ConflictAnalysis analysis = new ConflictAnalysis(this, clauses, order);
  private final Ints trail = new Ints(256);
  private final Ints levelStarts = new Ints(64);
  private byte[] values = new byte[128];
  private byte[] phases = new byte[64];
  private int[] levels = new int[64];
  private int[] reasons = new int[64];
  private int variables;
  private int propagated;
  private int learned;
  private boolean contradictory;
  private boolean[] model = new boolean[0];
  private int[] core = new int[0];

  int newVariable() {
    int variable = variables++;
    if (variable == levels.length) {
      values = Arrays.copyOf(values, variable * 4);
      phases = Arrays.copyOf(phases, variable * 2);
      levels = Arrays.copyOf(levels, variable * 2);
      reasons = Arrays.copyOf(reasons, variable * 2);
    }
    clauses.addVariable(variable);
    order.addVariable();
    return variable;
  }

  int variables() {
    return variables;
  }

  /** Adds a clause; a literal may occur twice in it, or with its opposite. */
  void addClause(int... literals) {
    backTo(0);
    int[] kept = literals.clone();
    Arrays.sort(kept);
    int size = 0;
    for (int literal : kept) {
      if (values[literal] > 0 || (size > 0 && kept[size - 1] == (literal ^ 1))) {
        return;
      }
      if (values[literal] == 0 && (size == 0 || kept[size - 1] != literal)) {
        kept[size++] = literal;
      }
    }
    if (size == 0) {
      contradictory = true;
    } else if (size == 1) {
      assign(kept[0], NO_REASON);
      contradictory |= propagate() != NO_REASON;
    } else {
      clauses.add(kept, size, 0);
    }
  }

  /** Looks for a solution in which these literals are true. */
  Outcome solve(Ints assumptions, Meter meter) {
    core = new int[0];
    backTo(0);
    for (int run = 1; !contradictory; run++) {
      Outcome outcome = run(assumptions, (long) RESTART_UNIT * luby(run), meter);
      if (outcome != Outcome.STOPPED || meter.spent()) {
        return outcome;
      }
      forget();
    }
    return Outcome.NONE;
  }

  /** Whether a variable is true in the solution found last. */
  boolean isTrue(int variable) {
    return model[variable];
  }

  /** Whether a literal is true in the solution found last. */
  boolean holds(int literal) {
    return model[literal >> 1] == ((literal & 1) == 0);
  }

  /** Some of the assumptions of the last question, which cannot hold together. */
  int[] core() {
    return core.clone();
  }

  /** 1 or -1 if a literal is true or false in all solutions, as far as is known, otherwise 0. */
  int fixed(int literal) {
    return levels[literal >> 1] == 0 ? values[literal] : 0;
  }

  int level(int variable) {
    return levels[variable];
  }

  int level() {
    return levelStarts.size();
  }

  int reason(int variable) {
    return reasons[variable];
  }

  Ints trail() {
    return trail;
  }

  private Outcome run(Ints assumptions, long budget, Meter meter) {
    long conflicts = 0;
    while (true) {
      int conflict = propagate();
      if (conflict != NO_REASON) {
        meter.step();
        conflicts++;
        if (level() == 0) {
          contradictory = true;
          return Outcome.NONE;
        }
        learn(conflict);
      } else if (conflicts >= budget || meter.spent()) {
        backTo(0);
        return Outcome.STOPPED;
      } else {
        int next = nextDecision(assumptions);
        if (next < 0) {
          return core.length > 0 ? Outcome.NONE : Outcome.SOLUTION;
        }
        meter.step();
        levelStarts.add(trail.size());
        assign(next, NO_REASON);
      }
    }
  }

  /** The next assumption or free variable; negative at the end, with a core or a model. */
  private int nextDecision(Ints assumptions) {
    while (level() < assumptions.size()) {
      int literal = assumptions.get(level());
      if (values[literal] == 0) {
        return literal;
      }
      if (values[literal] < 0) {
        core = analysis.assumptionsBehind(literal);
        return -1;
      }
      levelStarts.add(trail.size());
    }
    for (int v = order.removeFirst(); v != ActivityOrder.NONE; v = order.removeFirst()) {
      if (values[2 * v] == 0) {
        return 2 * v + 1 - phases[v];
      }
    }
    model = new boolean[variables];
    for (int i = 0; i < variables; i++) {
      model[i] = values[2 * i] > 0;
    }
    return -1;
  }

  private void learn(int conflict) {
    int[] clause = analysis.explain(conflict);
    int back = analysis.backLevel();
    backTo(back);
    if (clause.length == 1) {
      assign(clause[0], NO_REASON);
    } else {
      assign(clause[0], clauses.add(clause, clause.length, analysis.glue()));
      learned++;
    }
  }

  /** Drops most of what was learned once that is too much. */
  private void forget() {
    if (learned > MOST_LEARNED) {
      backTo(0);
      for (int i = 0; i < trail.size(); i++) {
        reasons[trail.get(i) >> 1] = NO_REASON;
      }
      clauses.keepUpTo(GLUE_KEPT, variables);
      learned = 0;
      propagated = 0;
    }
  }

  private int propagate() {
    while (propagated < trail.size()) {
      int conflict = propagate(trail.get(propagated++) ^ 1);
      if (conflict != NO_REASON) {
        return conflict;
      }
    }
    return NO_REASON;
  }

  private int propagate(int falseLiteral) {
    int[] watching = clauses.watches(falseLiteral);
    int[] arena = clauses.arena();
    int end = clauses.watchSize(falseLiteral);
    int kept = 0;
    for (int i = 0; i < end; i += 2) {
      int clause = watching[i];
      int first = watching[i + 1];
      if (values[first] <= 0) {
        first = otherWatch(arena, clause, falseLiteral);
        if (values[first] <= 0 && movesWatch(arena, clause, first)) {
          continue;
        }
      }
      watching[kept++] = clause;
      watching[kept++] = first;
      if (values[first] < 0) {
        System.arraycopy(watching, i + 2, watching, kept, end - i - 2);
        clauses.truncateWatches(falseLiteral, kept + end - i - 2);
        return clause;
      }
      if (values[first] == 0) {
        assign(first, clause);
      }
    }
    clauses.truncateWatches(falseLiteral, kept);
    return NO_REASON;
  }

  /** Puts the false literal in the second place, and gives the one in the first. */
  private static int otherWatch(int[] arena, int clause, int falseLiteral) {
    int start = clause + Clauses.HEAD;
    if (arena[start] == falseLiteral) {
      arena[start] = arena[start + 1];
      arena[start + 1] = falseLiteral;
    }
    return arena[start];
  }

  private boolean movesWatch(int[] arena, int clause, int first) {
    int second = clause + Clauses.HEAD + 1;
    int end = clause + Clauses.HEAD + arena[clause];
    for (int i = second + 1; i < end; i++) {
      int literal = arena[i];
      if (values[literal] >= 0) {
        arena[i] = arena[second];
        arena[second] = literal;
        clauses.watch(literal, clause, first);
        return true;
      }
    }
    return false;
  }

  private void assign(int literal, int reason) {
    values[literal] = 1;
    values[literal ^ 1] = -1;
    levels[literal >> 1] = levelStarts.size();
    reasons[literal >> 1] = reason;
    trail.add(literal);
  }

  private void backTo(int level) {
    if (level() <= level) {
      return;
    }
    int start = levelStarts.get(level);
    for (int i = trail.size() - 1; i >= start; i--) {
      int literal = trail.get(i);
      values[literal] = 0;
      values[literal ^ 1] = 0;
      phases[literal >> 1] = (byte) (1 - (literal & 1));
      order.insert(literal >> 1);
    }
    trail.truncate(start);
    levelStarts.truncate(level);
    propagated = Math.min(propagated, start);
  }

  /** The sequence 1, 1, 2, 1, 1, 2, 4, … of M. Luby, A. Sinclair and D. Zuckerman (1993). */
  private static int luby(int index) {
    int size = 1;
    while (size < index) {
      size = 2 * size + 1;
    }
    int rest = index;
    while (size > rest) {
      size /= 2;
      if (rest > size) {
        rest -= size;
      }
    }
    return (size + 1) / 2;
  }
}
