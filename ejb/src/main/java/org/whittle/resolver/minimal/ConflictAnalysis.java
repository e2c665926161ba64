package org.whittle.resolver.minimal;

import java.util.Arrays;

/** Finds out what is behind a conflict of a search. */
final class ConflictAnalysis {
  private static final int NO_REASON = -1;

  private final Search search;
  private final Clauses clauses;
  private final ActivityOrder order;
  private boolean[] seen = new boolean[64];
  private final Ints found = new Ints();
  private final Ints touched = new Ints();
  private int backLevel;
  private int glue;

  ConflictAnalysis(Search search, Clauses clauses, ActivityOrder order) {
    this.search = search;
    this.clauses = clauses;
    this.order = order;
  }

  /**
   * The clause at the first unique implication point; the literal to assert is its first, one of
   * {@link #backLevel} its second.
   */
  int[] explain(int conflict) {
    ensureSeen();
    found.truncate(0);
    touched.truncate(0);
    found.add(NO_REASON);
    found.set(0, firstUniquePoint(conflict));
    int[] clause = minimized();
    for (int i = 0; i < touched.size(); i++) {
      seen[touched.get(i)] = false;
    }
    order.decay();
    placeSecond(clause);
    return clause;
  }

  private int firstUniquePoint(int conflict) {
    int open = 0;
    int index = search.trail().size() - 1;
    int clause = conflict;
    int pivot = NO_REASON;
    do {
      int[] arena = clauses.arena();
      int end = clause + Clauses.HEAD + arena[clause];
      for (int i = clause + Clauses.HEAD; i < end; i++) {
        open += arena[i] == pivot ? 0 : take(arena[i]);
      }
      while (!seen[search.trail().get(index) >> 1]) {
        index--;
      }
      pivot = search.trail().get(index--);
      seen[pivot >> 1] = false;
      clause = search.reason(pivot >> 1);
      open--;
    } while (open > 0);
    return pivot ^ 1;
  }

  /** Notes a literal of the conflict; 1 if it is of the last level. */
  private int take(int literal) {
    int variable = literal >> 1;
    if (seen[variable] || search.level(variable) == 0) {
      return 0;
    }
    seen[variable] = true;
    touched.add(variable);
    order.bump(variable);
    if (search.level(variable) == search.level()) {
      return 1;
    }
    found.add(literal);
    return 0;
  }

  /** Leaves out literals that the others imply. */
  private int[] minimized() {
    int kept = 1;
    for (int i = 1; i < found.size(); i++) {
      if (!isImplied(found.get(i))) {
        found.set(kept++, found.get(i));
      }
    }
    found.truncate(kept);
    return found.toArray();
  }

  private boolean isImplied(int literal) {
    int reason = search.reason(literal >> 1);
    if (reason == NO_REASON) {
      return false;
    }
    int[] arena = clauses.arena();
    int end = reason + Clauses.HEAD + arena[reason];
    for (int i = reason + Clauses.HEAD; i < end; i++) {
      int variable = arena[i] >> 1;
      if (variable != literal >> 1 && !seen[variable] && search.level(variable) > 0) {
        return false;
      }
    }
    return true;
  }

  private void placeSecond(int[] clause) {
    backLevel = 0;
    int[] levels = new int[clause.length];
    for (int i = 1; i < clause.length; i++) {
      int level = search.level(clause[i] >> 1);
      levels[i] = level;
      if (level > backLevel) {
        backLevel = level;
        int literal = clause[i];
        clause[i] = clause[1];
        clause[1] = literal;
      }
    }
    Arrays.sort(levels);
    glue = 1;
    for (int i = 1; i < levels.length; i++) {
      glue += levels[i] == levels[i - 1] ? 0 : 1;
    }
  }

  /** The level to go back to after the last explanation. */
  int backLevel() {
    return backLevel;
  }

  /** How many levels have part in the last explanation. */
  int glue() {
    return glue;
  }

  /** The assumptions that make a literal false, with the literal itself. */
  int[] assumptionsBehind(int falseLiteral) {
    ensureSeen();
    Ints behind = Ints.of(falseLiteral);
    Ints trail = search.trail();
    boolean[] marked = new boolean[search.variables()];
    marked[falseLiteral >> 1] = search.level(falseLiteral >> 1) > 0;
    for (int i = trail.size() - 1; i >= 0 && search.level(trail.get(i) >> 1) > 0; i--) {
      int variable = trail.get(i) >> 1;
      if (!marked[variable]) {
        continue;
      }
      int reason = search.reason(variable);
      if (reason == NO_REASON) {
        behind.add(trail.get(i));
        continue;
      }
      int[] arena = clauses.arena();
      int end = reason + Clauses.HEAD + arena[reason];
      for (int j = reason + Clauses.HEAD; j < end; j++) {
        marked[arena[j] >> 1] |= search.level(arena[j] >> 1) > 0;
      }
    }
    return behind.toArray();
  }

  private void ensureSeen() {
    if (seen.length < search.variables()) {
      seen = Arrays.copyOf(seen, Math.max(search.variables(), seen.length * 2));
    }
  }
}
