package org.whittle.universe;

import java.util.Arrays;
import org.whittle.kernel.InvalidInput;

/**
 * Sorts rows by the texts of their names.
 *
 * <p>Six characters at a time are packed into a number with the row behind them, so that numbers
 * are sorted and texts are hardly ever compared.
 */
final class NameOrder {
  private static final int CHARACTERS = 6;
  private static final int BITS = 7;
  private static final int ROW_BITS = 21;
  private static final int ROW_MASK = (1 << ROW_BITS) - 1;

  private final byte[] pool;
  private final int[] starts;
  private final int[] ends;
  private final long[] keys;

  private NameOrder(IndexPart part) {
    int size = part.rows().size();
    if (size > ROW_MASK) {
      throw new InvalidInput("cannot make a universe of more than " + ROW_MASK + " packages");
    }
    pool = part.words().pool();
    starts = new int[size];
    ends = new int[size];
    keys = new long[size];
    for (int row = 0; row < size; row++) {
      int name = part.rows().cell(row, Rows.NAME);
      starts[row] = part.words().start(name);
      ends[row] = part.words().end(name);
      keys[row] = row;
    }
  }

  /** The rows of a part by name. */
  static int[] of(IndexPart part) {
    NameOrder order = new NameOrder(part);
    order.sort(0, order.keys.length, 0);
    int[] rows = new int[order.keys.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (int) order.keys[i] & ROW_MASK;
    }
    return rows;
  }

  /** Sorts rows whose names are alike before a depth. */
  private void sort(int from, int to, int depth) {
    for (int i = from; i < to; i++) {
      keys[i] = key((int) keys[i] & ROW_MASK, depth);
    }
    Arrays.sort(keys, from, to);
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || keys[i] >>> ROW_BITS != keys[start] >>> ROW_BITS) {
        boolean goesOn = (keys[start] >>> ROW_BITS & (1 << BITS) - 1) != 0;
        if (goesOn && i - start > 1) {
          sort(start, i, depth + CHARACTERS);
        }
        start = i;
      }
    }
  }

  private long key(int row, int depth) {
    int at = starts[row] + depth;
    int end = ends[row];
    long key = 0;
    for (int i = 0; i < CHARACTERS; i++) {
      key = key << BITS | (at < end ? pool[at++] : 0);
    }
    return key << ROW_BITS | row;
  }
}
