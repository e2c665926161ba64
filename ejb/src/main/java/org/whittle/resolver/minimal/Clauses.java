package org.whittle.resolver.minimal;

import java.util.Arrays;

/**
 * The clauses of a search in one array, and who watches which literal.
 *
 * <p>A clause is the number of its literals, its glue (0 for a clause that was given, otherwise the
 * number of decision levels in it when it was learned), then the literals; the first two are
 * watched. A watch is a clause and a literal of it that, if true, makes looking at it needless.
 */
final class Clauses {
  static final int HEAD = 2;

  private int[] arena = new int[1 << 12];
  private int size;
  private int[][] watches = new int[128][];
  private int[] watchSizes = new int[128];

  void addVariable(int variable) {
    int literal = 2 * variable;
    if (literal == watches.length) {
      watches = Arrays.copyOf(watches, literal * 2);
      watchSizes = Arrays.copyOf(watchSizes, literal * 2);
    }
    watches[literal] = new int[4];
    watches[literal + 1] = new int[4];
  }

  /** Stores a clause of two literals at least. */
  int add(int[] literals, int length, int glue) {
    int clause = size;
    if (size + length + HEAD > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(arena.length * 2, size + length + HEAD));
    }
    arena[clause] = length;
    arena[clause + 1] = glue;
    System.arraycopy(literals, 0, arena, clause + HEAD, length);
    size += length + HEAD;
    watch(literals[0], clause, literals[1]);
    watch(literals[1], clause, literals[0]);
    return clause;
  }

  void watch(int literal, int clause, int blocker) {
    int end = watchSizes[literal];
    if (end == watches[literal].length) {
      watches[literal] = Arrays.copyOf(watches[literal], end * 2);
    }
    watches[literal][end] = clause;
    watches[literal][end + 1] = blocker;
    watchSizes[literal] = end + 2;
  }

  int[] arena() {
    return arena;
  }

  int[] watches(int literal) {
    return watches[literal];
  }

  int watchSize(int literal) {
    return watchSizes[literal];
  }

  void truncateWatches(int literal, int newSize) {
    watchSizes[literal] = newSize;
  }

  /** Drops the learned clauses of more glue than this. Nothing may refer to any clause then. */
  void keepUpTo(int glue, int variables) {
    int[] old = arena;
    int end = size;
    arena = new int[old.length];
    size = 0;
    Arrays.fill(watchSizes, 0, 2 * variables, 0);
    int from = 0;
    while (from < end) {
      int length = old[from];
      if (old[from + 1] <= glue) {
        add(Arrays.copyOfRange(old, from + HEAD, from + HEAD + length), length, old[from + 1]);
      }
      from += length + HEAD;
    }
  }
}
