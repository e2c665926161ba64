package org.whittle.format.deb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Numbers for the names of fields: those of {@link IndexField} by their order, others as they come.
 *
 * <p>Each way of writing a name is learned once; upper and lower case have the same number.
 */
final class FieldTable {
  /** Numbers are places in one mask of bits. */
  private static final int MOST = 64;

  private static final int SLOTS = 1024;
  private static final int LONGEST = 80;

  private final byte[][] written = new byte[SLOTS][];
  private final byte[] numbers = new byte[SLOTS];
  private final Map<String, Integer> known = new HashMap<>();
  private int learned;

  FieldTable() {
    for (IndexField field : IndexField.values()) {
      known.put(field.text().toLowerCase(Locale.ROOT), field.place());
    }
  }

  /** The number of a name; -1 if it is none, or if there are too many to tell it from others. */
  int number(byte[] text, int from, int to, int hash) {
    int slot = (hash ^ (hash >>> 10)) & (SLOTS - 1);
    while (written[slot] != null) {
      if (Arrays.equals(written[slot], 0, written[slot].length, text, from, to)) {
        return numbers[slot];
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return learn(text, from, to, slot);
  }

  private int learn(byte[] text, int from, int to, int slot) {
    if (!isName(text, from, to) || learned == SLOTS / 2) {
      return -1;
    }
    String name = new String(text, from, to - from, StandardCharsets.US_ASCII);
    String key = name.toLowerCase(Locale.ROOT);
    if (!known.containsKey(key) && known.size() == MOST) {
      return -1;
    }
    int number = known.computeIfAbsent(key, k -> known.size());
    written[slot] = Arrays.copyOfRange(text, from, to);
    numbers[slot] = (byte) number;
    learned++;
    return number;
  }

  private static boolean isName(byte[] text, int from, int to) {
    if (from == to || to - from > LONGEST || text[from] == '-') {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text[i] <= ' ' || text[i] > '~') {
        return false;
      }
    }
    return true;
  }
}
