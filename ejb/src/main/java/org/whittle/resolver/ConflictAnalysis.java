package org.whittle.resolver;

import java.util.Arrays;

/** Finds out what made clauses of a {@link ClauseSolver} fail. For one thread. */
final class ConflictAnalysis {
  private final Assignment assignment;
  private final IntList arena;
  private boolean[] seen = new boolean[64];

  /** Reads clauses from where the solver keeps them: the number of literals, then the literals. */
  ConflictAnalysis(Assignment assignment, IntList arena) {
    this.assignment = assignment;
    this.arena = arena;
  }

  void addVariable(int variable) {
    if (variable == seen.length) {
      seen = Arrays.copyOf(seen, 2 * variable);
    }
  }

  /**
   * What a clause teaches all of whose literals are false, some of them since the last decision.
   *
   * @return a clause that follows from the others: first the negation of the first unique
   *     implication point, then a literal of the highest level of the rest
   */
  int[] learn(int conflict) {
    IntList trail = assignment.trail();
    IntList learned = new IntList();
    learned.add(0);
    int open = 0;
    int index = trail.size() - 1;
    int clause = conflict;
    int pivot = -1;
    do {
      for (int i = 1; i <= arena.get(clause); i++) {
        int literal = arena.get(clause + i);
        if (literal == pivot || seen[literal >> 1] || assignment.levelOf(literal) == 0) {
          continue;
        }
        seen[literal >> 1] = true;
        if (assignment.levelOf(literal) == assignment.level()) {
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
      clause = assignment.reasonOf(pivot);
      open--;
    } while (open > 0);
    learned.set(0, pivot ^ 1);
    return highestSecond(learned.toArray());
  }

  private int[] highestSecond(int[] learned) {
    for (int i = 1; i < learned.length; i++) {
      int literal = learned[i];
      seen[literal >> 1] = false;
      if (assignment.levelOf(literal) > assignment.levelOf(learned[1])) {
        learned[i] = learned[1];
        learned[1] = literal;
      }
    }
    return learned;
  }
}
