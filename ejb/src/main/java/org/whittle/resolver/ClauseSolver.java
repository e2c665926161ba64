package org.whittle.resolver;

import java.util.Arrays;

/**
 * A small conflict-driven clause-learning search over boolean variables, complete and repeatable.
 *
 * <p>A literal is {@code 2v} for variable {@code v} and {@code 2v + 1} for its negation. A {@link
 * SearchGuide} says what to try. Clauses may be added between calls, and by the guide while a
 * search runs; what was learned is kept. For one thread.
 */
final class ClauseSolver {
  private static final int NONE = -1;
  private static final int FIRST_RESTART = 100;

  /** Clauses one behind the other: the number of literals, then the literals. */
  private final IntList arena = new IntList();

  /** For each literal that becomes false, the clauses that watch it. */
  private IntList[] watches = new IntList[128];

  private final Assignment assignment = new Assignment();
  private final SearchGuide guide;
  private final ConflictAnalysis analysis;

  /** For each level, the progress of the guide when it was begun. */
  private final IntList progress = new IntList();

  /** A clause that a guide added although nothing can satisfy it now. */
  private int joinedConflict = NONE;

  private int propagated;
  private int variables;
  private boolean contradictory;

  /** A search that tries what a guide says. */
  ClauseSolver(SearchGuide guide) {
    this.guide = guide;
    this.analysis = new ConflictAnalysis(assignment, arena);
  }

  static int positive(int variable) {
    return 2 * variable;
  }

  static int negative(int variable) {
    return 2 * variable + 1;
  }

  int newVariable() {
    int variable = variables++;
    if (2 * variable == watches.length) {
      watches = Arrays.copyOf(watches, 4 * variable);
    }
    assignment.addVariable(variable);
    analysis.addVariable(variable);
    watches[2 * variable] = new IntList();
    watches[2 * variable + 1] = new IntList();
    guide.added(variable);
    return variable;
  }

  /** Adds a clause before a search; its literals are of different variables. */
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
      assignment.assign(clause[0], NONE);
      contradictory |= propagate() != NONE;
    } else {
      store(clause, kept);
    }
  }

  /**
   * Adds a clause while a search runs; one of its literals has become false just now.
   *
   * <p>The two literals that were decided on last are watched, so that going back finds it again.
   */
  void join(int... literals) {
    if (literals.length == 1) {
      literals = new int[] {literals[0], literals[0]};
    }
    assignment.bringLatestTo(literals, 0);
    assignment.bringLatestTo(literals, 1);
    int clause = store(literals, literals.length);
    if (value(literals[0]) < 0) {
      joinedConflict = joinedConflict == NONE ? clause : joinedConflict;
    } else if (value(literals[0]) == 0 && value(literals[1]) < 0) {
      assignment.assign(literals[0], clause);
    }
  }

  /** Whether all clauses can hold with these literals true. */
  boolean solve(int... assumptions) {
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

  /**
   * Goes on from the solution that was found last to one with a further literal true.
   *
   * @return false if that would take another way; what was found last then still holds
   */
  boolean extend(int literal) {
    int level = assignment.level();
    for (int next = literal; next != SearchGuide.NOTHING; next = guide.next()) {
      decide(next);
      if (propagate() != NONE) {
        backTo(level);
        return false;
      }
    }
    return true;
  }

  /** Whether a variable is true in the solution found last, as long as nothing is added. */
  boolean isTrue(int variable) {
    return value(positive(variable)) > 0;
  }

  /** Whether a variable is neither true nor false now. */
  boolean isFree(int variable) {
    return value(positive(variable)) == 0;
  }

  /** The literals that are true now, in the order in which they became so. */
  IntList trail() {
    return assignment.trail();
  }

  /** 1 with a model, -1 without any, 0 when the budget of conflicts is spent. */
  private int search(int[] assumptions, int budget) {
    int conflicts = 0;
    while (true) {
      int conflict = propagate();
      if (conflict != NONE) {
        if (assignment.level() == 0) {
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
          return 1;
        }
        if (value(next) < 0) {
          return -1;
        }
        decide(next);
      }
    }
  }

  private void decide(int literal) {
    openLevel();
    assignment.assign(literal, NONE);
  }

  private void openLevel() {
    assignment.openLevel();
    progress.add(guide.progress());
  }

  /** The next assumption that is not true, or what the guide wants to try; NONE at the end. */
  private int nextDecision(int[] assumptions) {
    while (assignment.level() < assumptions.length) {
      int literal = assumptions[assignment.level()];
      if (value(literal) <= 0) {
        return literal;
      }
      openLevel();
    }
    return guide.next();
  }

  private int propagate() {
    while (propagated < assignment.trail().size()) {
      int literal = assignment.trail().get(propagated++);
      if ((literal & 1) == 0) {
        guide.chosen(literal >> 1);
        if (joinedConflict != NONE) {
          int conflict = joinedConflict;
          joinedConflict = NONE;
          return conflict;
        }
      }
      int conflict = propagate(literal ^ 1);
      if (conflict != NONE) {
        return conflict;
      }
    }
    return NONE;
  }

  private int propagate(int falseLiteral) {
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
        assignment.assign(first, clause);
      }
    }
    watching.truncate(kept);
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

  /** Learns from a conflict, goes back and asserts what was learned. */
  private void learn(int conflict) {
    int[] learned = analysis.learn(conflict);
    backTo(learned.length == 1 ? 0 : assignment.levelOf(learned[1]));
    assignment.assign(learned[0], learned.length == 1 ? NONE : store(learned, learned.length));
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
    return assignment.value(literal);
  }

  private void backTo(int level) {
    if (assignment.level() > level) {
      assignment.backTo(level);
      propagated = assignment.trail().size();
      guide.restore(progress.get(level));
      progress.truncate(level);
    }
  }
}
