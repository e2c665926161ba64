package org.whittle.resolver;

/**
 * Integers by integers from 0 on; what was never put is 0. For one thread.
 *
 * <p>Takes room for what is in it only: a resolution looks at a few hundred packages, a universe
 * has tens of thousands.
 */
final class IntMap {
  private static final int SPREAD = 0x9E3779B9;

  /** Keys plus one; 0 where there is none. */
  private int[] keys = new int[64];

  private int[] values = new int[64];
  private int shift = 26;
  private int size;

  int get(int key) {
    return values[slot(key)];
  }

  void put(int key, int value) {
    add(key, value - get(key));
  }

  /** Adds to the value of a key. */
  void add(int key, int change) {
    int slot = slot(key);
    if (keys[slot] == 0) {
      if (2 * size >= keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key + 1;
      size++;
    }
    values[slot] += change;
  }

  /** Where a key is, or the free slot where it belongs. */
  private int slot(int key) {
    int slot = (key * SPREAD) >>> shift;
    while (keys[slot] != 0 && keys[slot] != key + 1) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldValues = values;
    keys = new int[oldKeys.length * 4];
    values = new int[keys.length];
    shift -= 2;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i] - 1);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
