package org.whittle.resolver.minimal;

import java.util.Arrays;

/**
 * Free variables by how often they took part in late conflicts, the busiest first; ties go to the
 * lower number, so that searches are repeatable.
 *
 * <p>Those that never took part, which are most of them, are no part of the heap: they come last,
 * by number.
 */
final class ActivityOrder {
  static final int NONE = -1;
  private static final double RESCALE = 1e100;
  private static final double DECAY = 0.95;

  private double[] activity = new double[64];
  private int[] positions = new int[64];
  private int[] heap = new int[64];
  private int size;
  private int variables;
  private double increment = 1;

  /** No variable below this one that never took part is free. */
  private int idle;

  void addVariable() {
    int variable = variables++;
    if (variable == activity.length) {
      activity = Arrays.copyOf(activity, variable * 2);
      positions = Arrays.copyOf(positions, variable * 2);
      heap = Arrays.copyOf(heap, variable * 2);
    }
    positions[variable] = NONE;
  }

  /** Puts a variable back that is free again. */
  void insert(int variable) {
    if (activity[variable] == 0) {
      idle = Math.min(idle, variable);
    } else if (positions[variable] < 0) {
      heap[size] = variable;
      up(size++);
    }
  }

  /** Takes the first variable out, or {@link #NONE}; it need not be free any more. */
  int removeFirst() {
    if (size > 0) {
      int first = heap[0];
      positions[first] = NONE;
      size--;
      if (size > 0) {
        heap[0] = heap[size];
        down(0);
      }
      return first;
    }
    while (idle < variables && activity[idle] > 0) {
      idle++;
    }
    return idle < variables ? idle++ : NONE;
  }

  void bump(int variable) {
    activity[variable] += increment;
    if (activity[variable] > RESCALE) {
      rescale();
    }
    if (positions[variable] >= 0) {
      up(positions[variable]);
    }
  }

  /** Keeps activities above 0: one that fell to it would be lost from the heap. */
  private void rescale() {
    for (int i = 0; i < variables; i++) {
      if (activity[i] > 0) {
        activity[i] = Math.max(activity[i] / RESCALE, Double.MIN_NORMAL);
      }
    }
    increment /= RESCALE;
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
