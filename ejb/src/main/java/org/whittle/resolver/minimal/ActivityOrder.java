package org.whittle.resolver.minimal;

import java.util.Arrays;

/**
 * Free variables by how often they took part in late conflicts, the busiest first; ties go to the
 * lower number, so that searches are repeatable.
 */
final class ActivityOrder {
  private static final double RESCALE = 1e100;
  private static final double DECAY = 0.95;

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
      heap[size] = variable;
      up(size++);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  int removeFirst() {
    int first = heap[0];
    positions[first] = -1;
    size--;
    if (size > 0) {
      heap[0] = heap[size];
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
    increment /= DECAY;
  }

  private boolean before(int a, int b) {
    return activity[a] > activity[b] || (activity[a] == activity[b] && a < b);
  }

  private void up(int from) {
    int variable = heap[from];
    int position = from;
    while (position > 0 && before(variable, heap[(position - 1) >> 1])) {
      place(heap[(position - 1) >> 1], position);
      position = (position - 1) >> 1;
    }
    place(variable, position);
  }

  private void down(int from) {
    int variable = heap[from];
    int position = from;
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
