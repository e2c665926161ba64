package org.whittle.resolver;

import java.util.Arrays;

/**
 * The variables of a search by how often they took part in late conflicts, the busiest first.
 *
 * <p>A binary heap with positions; ties go to the lower number, so that searches are repeatable.
 */
final class VariableOrder {
  private static final double RESCALE = 1e100;

  private double[] activity = new double[64];
  private int[] positions = new int[64];
  private int[] heap = new int[64];
  private int size;
  private int variables;
  private double increment = 1;

  void addVariable() {
    int variable = variables++;
    if (variable == activity.length) {
      activity = Arrays.copyOf(activity, variable * 2);
      positions = Arrays.copyOf(positions, variable * 2);
      heap = Arrays.copyOf(heap, variable * 2);
    }
    positions[variable] = -1;
    insert(variable);
  }

  void insert(int variable) {
    if (positions[variable] < 0) {
      positions[variable] = size;
      heap[size++] = variable;
      up(positions[variable]);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  int removeFirst() {
    int first = heap[0];
    int last = heap[--size];
    positions[first] = -1;
    if (size > 0) {
      heap[0] = last;
      positions[last] = 0;
      down(0);
    }
    return first;
  }

  void bump(int variable) {
    activity[variable] += increment;
    if (activity[variable] > RESCALE) {
      for (int i = 0; i < variables; i++) {
        activity[i] /= RESCALE;
      }
      increment /= RESCALE;
    }
    if (positions[variable] >= 0) {
      up(positions[variable]);
    }
  }

  void decay() {
    increment /= 0.95;
  }

  private boolean before(int a, int b) {
    return activity[a] > activity[b] || (activity[a] == activity[b] && a < b);
  }

  private void up(int from) {
    int position = from;
    int variable = heap[position];
    while (position > 0 && before(variable, heap[(position - 1) / 2])) {
      place(heap[(position - 1) / 2], position);
      position = (position - 1) / 2;
    }
    place(variable, position);
  }

  private void down(int from) {
    int position = from;
    int variable = heap[position];
    while (2 * position + 1 < size) {
      int child = 2 * position + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], variable)) {
        break;
      }
      place(heap[child], position);
      position = child;
    }
    place(variable, position);
  }

  private void place(int variable, int position) {
    heap[position] = variable;
    positions[variable] = position;
  }
}
