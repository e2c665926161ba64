package org.whittle.resolver;

import java.util.Arrays;

/**
 * Rows of integers in two flat arrays: row {@code r} is {@code at(start(r))} to {@code
 * at(end(r)-1)}.
 *
 * <p>Immutable, safe for any thread, eight bytes a row and four a value at most.
 */
public final class IntTable {
  private final int[] ends;
  private final int[] values;

  private IntTable(int[] ends, int[] values) {
    this.ends = ends;
    this.values = values;
  }

  /**
   * The table of arrays that are given away.
   *
   * @param ends of each row the index behind its last value, never less than the one before
   * @param values of all rows, as many as the last end says
   */
  public static IntTable of(int[] ends, int[] values) {
    if ((ends.length == 0 ? 0 : ends[ends.length - 1]) != values.length) {
      throw new IllegalArgumentException("the rows do not end with the values");
    }
    return new IntTable(ends, values);
  }

  /** The number of rows. */
  public int rows() {
    return ends.length;
  }

  /** The index of the first value of a row. */
  public int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** The index behind the last value of a row. */
  public int end(int row) {
    return ends[row];
  }

  /** The number of values of a row. */
  public int size(int row) {
    return end(row) - start(row);
  }

  /** The value at an index between {@link #start} and {@link #end} of a row. */
  public int at(int index) {
    return values[index];
  }

  /** A row as an array of its own. */
  public int[] row(int row) {
    return Arrays.copyOfRange(values, start(row), end(row));
  }

  /** Whether a row holds a value. */
  public boolean contains(int row, int value) {
    for (int i = start(row); i < end(row); i++) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  /** Collects rows from the first to the last. */
  public static final class Builder {
    private int[] ends = new int[1024];
    private int[] values = new int[4096];
    private int rows;
    private int size;

    /** Starts an empty table. */
    public Builder() {}

    /** Adds a value to the row that is being written. */
    public Builder add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size + (size >> 1));
      }
      values[size++] = value;
      return this;
    }

    /** Ends the row that is being written, and gives its number. */
    public int endRow() {
      if (rows == ends.length) {
        ends = Arrays.copyOf(ends, rows + (rows >> 1));
      }
      ends[rows] = size;
      return rows++;
    }

    /** Adds a whole row, and gives its number. */
    public int addRow(int... row) {
      for (int value : row) {
        add(value);
      }
      return endRow();
    }

    /** The table of all rows ended so far. */
    public IntTable build() {
      return new IntTable(Arrays.copyOf(ends, rows), Arrays.copyOf(values, size));
    }
  }
}
