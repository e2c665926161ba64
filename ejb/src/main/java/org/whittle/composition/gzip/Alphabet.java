package org.whittle.composition.gzip;

/**
 * How lengths and distances of matches are written: a symbol and further bits (RFC 1951, 3.2.5).
 */
final class Alphabet {
  /** Literals, the end of a block, lengths. */
  static final int LITERALS = 286;

  static final int DISTANCES = 30;
  static final int END = 256;
  static final int SHORTEST = 3;
  static final int LONGEST = 258;

  private static final byte[] LENGTH_SYMBOL = new byte[LONGEST + 1];
  private static final int[] LENGTH_BASE = new int[29];
  private static final byte[] LENGTH_BITS = new byte[29];
  private static final byte[] NEAR_SYMBOL = new byte[256];
  private static final byte[] FAR_SYMBOL = new byte[256];
  private static final int[] DISTANCE_BASE = new int[DISTANCES];
  private static final byte[] DISTANCE_BITS = new byte[DISTANCES];

  static {
    int length = SHORTEST;
    for (int symbol = 0; symbol < 28; symbol++) {
      LENGTH_BASE[symbol] = length;
      LENGTH_BITS[symbol] = (byte) Math.max(0, symbol / 4 - 1);
      for (int i = 0; i < 1 << LENGTH_BITS[symbol] && length <= LONGEST; i++) {
        LENGTH_SYMBOL[length++] = (byte) symbol;
      }
    }
    LENGTH_BASE[28] = LONGEST;
    LENGTH_SYMBOL[LONGEST] = 28;
    int distance = 1;
    for (int symbol = 0; symbol < DISTANCES; symbol++) {
      DISTANCE_BASE[symbol] = distance;
      DISTANCE_BITS[symbol] = (byte) Math.max(0, symbol / 2 - 1);
      for (int i = 0; i < 1 << DISTANCE_BITS[symbol]; i++, distance++) {
        if (distance <= 256) {
          NEAR_SYMBOL[distance - 1] = (byte) symbol;
        } else {
          FAR_SYMBOL[(distance - 1) >> 7] = (byte) symbol;
        }
      }
    }
  }

  private Alphabet() {}

  /** The symbol of a match's length among the literals. */
  static int lengthSymbol(int length) {
    return END + 1 + LENGTH_SYMBOL[length];
  }

  /** The symbol of a distance. */
  static int distanceSymbol(int distance) {
    return distance <= 256 ? NEAR_SYMBOL[distance - 1] : FAR_SYMBOL[(distance - 1) >> 7];
  }

  /** Writes a match. */
  static void write(int length, int distance, Huffman literals, Huffman distances, BitWriter out) {
    int l = LENGTH_SYMBOL[length];
    literals.write(END + 1 + l, out);
    out.write(length - LENGTH_BASE[l], LENGTH_BITS[l]);
    int d = distanceSymbol(distance);
    distances.write(d, out);
    out.write(distance - DISTANCE_BASE[d], DISTANCE_BITS[d]);
  }

  /** The further bits of all matches together, if each symbol occurs so often. */
  static long furtherBits(int[] literals, int[] distances) {
    long bits = 0;
    for (int i = 0; i < 29; i++) {
      bits += (long) literals[END + 1 + i] * LENGTH_BITS[i];
    }
    for (int i = 0; i < DISTANCES; i++) {
      bits += (long) distances[i] * DISTANCE_BITS[i];
    }
    return bits;
  }
}
