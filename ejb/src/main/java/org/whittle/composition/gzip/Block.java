package org.whittle.composition.gzip;

import java.util.Arrays;

/**
 * Literals and matches on their way into one block, which is written in the shortest of the three
 * forms (RFC 1951, 3.2.3).
 */
final class Block {
  /** So many literals and matches share a code: fewer cost headers, more blur what differs. */
  private static final int TOKENS = 1 << 13;

  private static final int STORED_MOST = 0xffff;
  private static final int LENGTH_BITS = 9;
  private static final Huffman FIXED_LITERALS = Huffman.ofLengths(fixedLiterals());
  private static final Huffman FIXED_DISTANCES = Huffman.ofLengths(fixedDistances());

  private final int[] tokens = new int[TOKENS];
  private final int[] literals = new int[Alphabet.LITERALS];
  private final int[] distances = new int[Alphabet.DISTANCES];
  private int count;

  private static byte[] fixedLiterals() {
    byte[] lengths = new byte[288];
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    return lengths;
  }

  private static byte[] fixedDistances() {
    byte[] lengths = new byte[30];
    Arrays.fill(lengths, (byte) 5);
    return lengths;
  }

  void literal(byte value) {
    int symbol = value & 0xff;
    tokens[count++] = symbol;
    literals[symbol]++;
  }

  void match(int length, int distance) {
    tokens[count++] = distance << LENGTH_BITS | length;
    literals[Alphabet.lengthSymbol(length)]++;
    distances[Alphabet.distanceSymbol(distance)]++;
  }

  boolean isFull() {
    return count == TOKENS;
  }

  /** Writes what there is, which stands for a part of the plain bytes, and begins anew. */
  void write(byte[] plain, int from, int to, boolean last, BitWriter out) {
    literals[Alphabet.END]++;
    CodeLengths lengths = new CodeLengths(Huffman.of(literals, 15), Huffman.of(distances, 15));
    long further = Alphabet.furtherBits(literals, distances);
    long own = further + lengths.cost(literals, distances);
    long fixed = further + FIXED_LITERALS.cost(literals) + FIXED_DISTANCES.cost(distances);
    long stored = 8L * (to - from) + 40L * ((to - from) / STORED_MOST + 1);
    if (stored < Math.min(own, fixed)) {
      store(plain, from, to, last, out);
    } else if (fixed <= own) {
      out.write(last ? 1 : 0, 1);
      out.write(1, 2);
      write(FIXED_LITERALS, FIXED_DISTANCES, out);
    } else {
      out.write(last ? 1 : 0, 1);
      out.write(2, 2);
      lengths.write(out);
      write(lengths.literals(), lengths.distances(), out);
    }
    Arrays.fill(literals, 0);
    Arrays.fill(distances, 0);
    count = 0;
  }

  private void write(Huffman forLiterals, Huffman forDistances, BitWriter out) {
    for (int i = 0; i < count; i++) {
      int token = tokens[i];
      if (token <= 0xff) {
        forLiterals.write(token, out);
      } else {
        int length = token & ((1 << LENGTH_BITS) - 1);
        Alphabet.write(length, token >>> LENGTH_BITS, forLiterals, forDistances, out);
      }
    }
    forLiterals.write(Alphabet.END, out);
  }

  /** Writes bytes as they are; none, in an empty block. */
  static void store(byte[] plain, int from, int to, boolean last, BitWriter out) {
    int at = from;
    do {
      int length = Math.min(to - at, STORED_MOST);
      out.write(last && at + length == to ? 1 : 0, 3);
      out.align();
      out.write(length, 16);
      out.write(length ^ 0xffff, 16);
      out.append(plain, at, length);
      at += length;
    } while (at < to);
  }
}
