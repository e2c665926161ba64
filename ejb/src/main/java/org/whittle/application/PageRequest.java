package org.whittle.application;

import org.whittle.kernel.InvalidInput;

/**
 * Which rows of a list are wanted.
 *
 * @param first offset of the first row, from 0
 * @param size rows wanted, 1 to 500
 * @param sort name of the column to sort by; empty: the list's own order
 * @param descending whether the order is reversed
 */
public record PageRequest(int first, int size, String sort, boolean descending) {
  /** Checks the range. */
  public PageRequest {
    if (first < 0 || size < 1 || size > 500) {
      throw new InvalidInput(
          "cannot list: first must be 0 or more and size 1 to 500, got " + first + ", " + size);
    }
  }

  /** Rows in the list's own order. */
  public static PageRequest of(int first, int size) {
    return new PageRequest(first, size, "", false);
  }
}
