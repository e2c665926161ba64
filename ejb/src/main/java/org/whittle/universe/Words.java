package org.whittle.universe;

import java.util.Arrays;

/** Distinct byte strings and their numbers, in the order in which they came. */
final class Words {
  private byte[] pool;
  private int[] ends;
  private int[] hashes;

  /** The hash of a word above its number, counted from 1; 0 where there is none. */
  private long[] slots;

  private int size;

  /** Makes room for so many words and bytes; more may come. */
  Words(int expected, int bytes) {
    pool = new byte[bytes];
    ends = new int[expected];
    hashes = new int[expected];
    slots = new long[Integer.highestOneBit(expected) << 2];
  }

  static int hash(byte[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  /** The number of a range of bytes. */
  int intern(byte[] text, int from, int to) {
    int hash = hash(text, from, to);
    int found = find(text, from, to, hash);
    return found >= 0 ? found : add(text, from, to, hash);
  }

  /** The number of a range of bytes, or -1 if it has none. */
  int find(byte[] text, int from, int to, int hash) {
    long[] table = slots;
    int mask = table.length - 1;
    int slot = spread(hash) & mask;
    for (long entry = table[slot]; entry != 0; entry = table[slot]) {
      if ((int) (entry >> 32) == hash && is((int) entry - 1, text, from, to)) {
        return (int) entry - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** Numbers a range of bytes that has no number yet. */
  int add(byte[] text, int from, int to, int hash) {
    int start = start(size);
    int length = to - from;
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    if (start + length > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(start + length, 2 * pool.length));
    }
    System.arraycopy(text, from, pool, start, length);
    ends[size] = start + length;
    hashes[size] = hash;
    size++;
    if (2 * size > slots.length) {
      widen();
    } else {
      place(size - 1);
    }
    return size - 1;
  }

  /** The number in these words of each word of others, which are added if they are new. */
  int[] addAll(Words others) {
    int[] numbers = new int[others.size];
    for (int i = 0; i < numbers.length; i++) {
      int hash = others.hashes[i];
      int found = find(others.pool, others.start(i), others.ends[i], hash);
      numbers[i] = found >= 0 ? found : add(others.pool, others.start(i), others.ends[i], hash);
    }
    return numbers;
  }

  private void widen() {
    slots = new long[2 * slots.length];
    for (int word = 0; word < size; word++) {
      place(word);
    }
  }

  private void place(int word) {
    int mask = slots.length - 1;
    int slot = spread(hashes[word]) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = (long) hashes[word] << 32 | (word + 1);
  }

  /** Spreads what a hash holds over its lower bits. */
  static int spread(int hash) {
    int mixed = hash * 0x9E3779B1;
    return mixed ^ (mixed >>> 15);
  }

  /** Whether a word is this range of bytes. */
  boolean is(int word, byte[] text, int from, int to) {
    return Arrays.equals(pool, start(word), ends[word], text, from, to);
  }

  int hash(int word) {
    return hashes[word];
  }

  int size() {
    return size;
  }

  byte[] pool() {
    return pool;
  }

  int start(int word) {
    return word == 0 ? 0 : ends[word - 1];
  }

  int end(int word) {
    return ends[word];
  }
}
