package org.whittle.resolver.minimal;

import java.util.Arrays;

/** A growing list of integers, for one thread. */
final class Ints {
  private int[] values;
  private int size;

  Ints() {
    this(8);
  }

  Ints(int capacity) {
    this.values = new int[Math.max(capacity, 2)];
  }

  static Ints of(int... values) {
    Ints list = new Ints(values.length);
    list.addAll(values);
    return list;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  void addAll(int... more) {
    for (int value : more) {
      add(value);
    }
  }

  int get(int index) {
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }

  int size() {
    return size;
  }

  void truncate(int newSize) {
    size = newSize;
  }

  /** The array behind the list; only the first {@link #size} values count. */
  int[] array() {
    return values;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
