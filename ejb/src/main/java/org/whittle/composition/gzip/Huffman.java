package org.whittle.composition.gzip;

import java.util.Arrays;

/**
 * A Huffman code: the bits of each symbol in the order in which they are written (RFC 1951, 3.2.2).
 */
final class Huffman {
  private final byte[] lengths;
  private final int[] codes;

  private Huffman(byte[] lengths, int[] codes) {
    this.lengths = lengths;
    this.codes = codes;
  }

  /** Bits of each symbol's code; 0 for symbols that do not occur. The caller changes nothing. */
  byte[] lengths() {
    return lengths;
  }

  /** The code with these lengths. */
  static Huffman ofLengths(byte[] lengths) {
    int[] next = new int[17];
    for (byte length : lengths) {
      next[length + 1]++;
    }
    next[1] = 0;
    for (int i = 2; i < next.length; i++) {
      next[i] = (next[i] + next[i - 1]) << 1;
    }
    int[] codes = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        codes[symbol] = Integer.reverse(next[length]++) >>> (32 - length);
      }
    }
    return new Huffman(lengths, codes);
  }

  /**
   * The code that is shortest for how often each symbol occurs. Two symbols have a code even if
   * fewer occur: some readers want that.
   *
   * @param most bits of the longest code
   */
  static Huffman of(int[] occurrences, int most) {
    int[] often = occurrences.clone();
    for (int symbol = 0, used = used(often); used < 2; symbol++) {
      if (often[symbol] == 0) {
        often[symbol] = 1;
        used++;
      }
    }
    long[] sorted = new long[used(often)];
    int n = 0;
    for (int symbol = 0; symbol < often.length; symbol++) {
      if (often[symbol] > 0) {
        sorted[n++] = (long) often[symbol] << 16 | symbol;
      }
    }
    Arrays.sort(sorted);
    int[] perLength = limited(unlimited(sorted), most);
    byte[] lengths = new byte[often.length];
    for (int length = 1, i = n; length <= most; length++) {
      for (int left = perLength[length]; left > 0; left--) {
        lengths[(int) sorted[--i] & 0xffff] = (byte) length;
      }
    }
    return ofLengths(lengths);
  }

  private static int used(int[] often) {
    int used = 0;
    for (int count : often) {
      used += count > 0 ? 1 : 0;
    }
    return used;
  }

  /**
   * The lengths of an unlimited code, in place (Moffat and Katajainen, "In-Place Calculation of
   * Minimum-Redundancy Codes", 1995): first weights and parents of inner nodes, then their depths,
   * then those of the leaves.
   */
  private static int[] unlimited(long[] sorted) {
    int n = sorted.length;
    int[] a = new int[n];
    for (int i = 0; i < n; i++) {
      a[i] = (int) (sorted[i] >>> 16);
    }
    a[0] += a[1];
    int root = 0;
    int leaf = 2;
    for (int next = 1; next < n - 1; next++) {
      if (leaf >= n || a[root] < a[leaf]) {
        a[next] = a[root];
        a[root++] = next;
      } else {
        a[next] = a[leaf++];
      }
      if (leaf >= n || (root < next && a[root] < a[leaf])) {
        a[next] += a[root];
        a[root++] = next;
      } else {
        a[next] += a[leaf++];
      }
    }
    a[n - 2] = 0;
    for (int next = n - 3; next >= 0; next--) {
      a[next] = a[a[next]] + 1;
    }
    int available = 1;
    int used = 0;
    int depth = 0;
    int inner = n - 2;
    int next = n - 1;
    while (available > 0) {
      while (inner >= 0 && a[inner] == depth) {
        used++;
        inner--;
      }
      while (available > used) {
        a[next--] = depth;
        available--;
      }
      available = 2 * used;
      depth++;
      used = 0;
    }
    return a;
  }

  /** How many codes have each length, none longer than allowed: others give way for them. */
  private static int[] limited(int[] lengths, int most) {
    int[] perLength = new int[most + 1];
    for (int length : lengths) {
      perLength[Math.min(length, most)]++;
    }
    long total = 0;
    for (int i = 1; i <= most; i++) {
      total += (long) perLength[i] << (most - i);
    }
    while (total > 1L << most) {
      perLength[most]--;
      for (int i = most - 1; i > 0; i--) {
        if (perLength[i] > 0) {
          perLength[i]--;
          perLength[i + 1] += 2;
          break;
        }
      }
      total--;
    }
    return perLength;
  }

  /** Writes a symbol. */
  void write(int symbol, BitWriter out) {
    out.write(codes[symbol], lengths[symbol]);
  }

  /** The bits of all symbols together, if each occurs so often. */
  long cost(int[] often) {
    long bits = 0;
    for (int symbol = 0; symbol < often.length; symbol++) {
      bits += (long) often[symbol] * lengths[symbol];
    }
    return bits;
  }
}
