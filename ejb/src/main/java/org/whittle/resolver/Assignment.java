package org.whittle.resolver;

import java.util.Arrays;

/**
 * What a {@link ClauseSolver} holds for true and false, in levels: each begins with a decision, and
 * what follows from it belongs to it. For one thread.
 */
final class Assignment {
  private byte[] values = new byte[64];
  private int[] levels = new int[64];
  private int[] reasons = new int[64];
  private final IntList trail = new IntList();
  private final IntList levelStarts = new IntList();

  void addVariable(int variable) {
    if (variable == values.length) {
      values = Arrays.copyOf(values, 2 * variable);
      levels = Arrays.copyOf(levels, 2 * variable);
      reasons = Arrays.copyOf(reasons, 2 * variable);
    }
  }

  /** Positive if a literal is true, negative if it is false, 0 if it is neither. */
  int value(int literal) {
    int value = values[literal >> 1];
    return (literal & 1) == 0 ? value : -value;
  }

  /** The level on which the variable of a literal got its value. */
  int levelOf(int literal) {
    return levels[literal >> 1];
  }

  /**
   * The clause from which the value of a literal's variable followed; negative if it was decided.
   */
  int reasonOf(int literal) {
    return reasons[literal >> 1];
  }

  void assign(int literal, int reason) {
    int variable = literal >> 1;
    values[variable] = (byte) ((literal & 1) == 0 ? 1 : -1);
    levels[variable] = levelStarts.size();
    reasons[variable] = reason;
    trail.add(literal);
  }

  /**
   * Swaps to an index what is not false, or else became false last, of what stands from there on.
   */
  void bringLatestTo(int[] literals, int index) {
    int best = index;
    for (int i = index + 1; i < literals.length; i++) {
      if (rank(literals[i]) > rank(literals[best])) {
        best = i;
      }
    }
    int literal = literals[best];
    literals[best] = literals[index];
    literals[index] = literal;
  }

  private int rank(int literal) {
    int value = value(literal);
    return value < 0 ? levelOf(literal) : Integer.MAX_VALUE - 1 + value;
  }

  /** The literals that are true, in the order in which they became so. */
  IntList trail() {
    return trail;
  }

  int level() {
    return levelStarts.size();
  }

  void openLevel() {
    levelStarts.add(trail.size());
  }

  /** Gives up the levels above one. */
  void backTo(int level) {
    int start = levelStarts.get(level);
    for (int i = trail.size() - 1; i >= start; i--) {
      values[trail.get(i) >> 1] = 0;
    }
    trail.truncate(start);
    levelStarts.truncate(level);
  }
}
