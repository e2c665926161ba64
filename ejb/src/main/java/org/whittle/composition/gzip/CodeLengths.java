package org.whittle.composition.gzip;

/** Two codes of a block and how their lengths are written before it (RFC 1951, 3.2.7). */
final class CodeLengths {
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int REPEAT = 16;
  private static final int ZEROS = 17;
  private static final int MANY_ZEROS = 18;
  private static final int[] FURTHER = {2, 3, 7};

  private final Huffman literals;
  private final Huffman distances;
  private final int literalCount;
  private final int distanceCount;
  private final int[] tokens = new int[Alphabet.LITERALS + Alphabet.DISTANCES];
  private final int[] often = new int[19];
  private final Huffman code;
  private final int ordered;
  private int count;

  CodeLengths(Huffman literals, Huffman distances) {
    this.literals = literals;
    this.distances = distances;
    this.literalCount = used(literals.lengths(), 257);
    this.distanceCount = used(distances.lengths(), 1);
    byte[] all = new byte[literalCount + distanceCount];
    System.arraycopy(literals.lengths(), 0, all, 0, literalCount);
    System.arraycopy(distances.lengths(), 0, all, literalCount, distanceCount);
    shorten(all);
    this.code = Huffman.of(often, 7);
    int last = ORDER.length;
    while (last > 4 && code.lengths()[ORDER[last - 1]] == 0) {
      last--;
    }
    this.ordered = last;
  }

  Huffman literals() {
    return literals;
  }

  Huffman distances() {
    return distances;
  }

  private static int used(byte[] lengths, int least) {
    int used = lengths.length;
    while (used > least && lengths[used - 1] == 0) {
      used--;
    }
    return used;
  }

  private void shorten(byte[] all) {
    int i = 0;
    while (i < all.length) {
      int same = 1;
      while (i + same < all.length && all[i + same] == all[i]) {
        same++;
      }
      i += same;
      if (all[i - 1] == 0) {
        zeros(same);
      } else {
        add(all[i - 1], 0);
        repeats(all[i - 1], same - 1);
      }
    }
  }

  private void zeros(int number) {
    int left = number;
    while (left >= 11) {
      int now = Math.min(left, 138);
      add(MANY_ZEROS, now - 11);
      left -= now;
    }
    if (left >= 3) {
      add(ZEROS, left - 3);
      left = 0;
    }
    while (left-- > 0) {
      add(0, 0);
    }
  }

  private void repeats(int length, int number) {
    int left = number;
    while (left >= 3) {
      int now = Math.min(left, 6);
      add(REPEAT, now - 3);
      left -= now;
    }
    while (left-- > 0) {
      add(length, 0);
    }
  }

  private void add(int symbol, int further) {
    tokens[count++] = further << 5 | symbol;
    often[symbol]++;
  }

  /** The bits of a block with these codes, further bits of its matches aside. */
  long cost(int[] ofLiterals, int[] ofDistances) {
    long header = 14 + 3L * ordered + code.cost(often);
    for (int i = REPEAT; i <= MANY_ZEROS; i++) {
      header += (long) often[i] * FURTHER[i - REPEAT];
    }
    return header + literals.cost(ofLiterals) + distances.cost(ofDistances);
  }

  void write(BitWriter out) {
    out.write(literalCount - 257, 5);
    out.write(distanceCount - 1, 5);
    out.write(ordered - 4, 4);
    for (int i = 0; i < ordered; i++) {
      out.write(code.lengths()[ORDER[i]], 3);
    }
    for (int i = 0; i < count; i++) {
      int symbol = tokens[i] & 31;
      code.write(symbol, out);
      if (symbol >= REPEAT) {
        out.write(tokens[i] >>> 5, FURTHER[symbol - REPEAT]);
      }
    }
  }
}
