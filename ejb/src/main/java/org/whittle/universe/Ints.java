package org.whittle.universe;

import java.util.Arrays;

/** A growing list of integers, for one thread. */
final class Ints {
  private int[] values;
  private int size;

  Ints(int expected) {
    values = new int[Math.max(expected, 8)];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  void addAll(Ints others) {
    reserve(others.size);
    System.arraycopy(others.values, 0, values, size, others.size);
    size += others.size;
  }

  private void reserve(int more) {
    if (size + more > values.length) {
      values = Arrays.copyOf(values, Math.max(size + more, 2 * size));
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

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
