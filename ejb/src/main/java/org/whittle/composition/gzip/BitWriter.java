package org.whittle.composition.gzip;

import java.util.Arrays;

/** Writes numbers of some bits, the lowest first, into bytes (RFC 1951, 3.1.1). */
final class BitWriter {
  private byte[] bytes;
  private int size;
  private long bits;
  private int count;

  BitWriter(int expected) {
    bytes = new byte[Math.max(64, expected)];
  }

  /** Writes the lowest bits of a number: at most 32, and none set above them. */
  void write(int value, int width) {
    bits |= (value & 0xffffffffL) << count;
    count += width;
    if (count >= 32) {
      drain();
    }
  }

  private void drain() {
    ensure(8);
    while (count >= 8) {
      bytes[size++] = (byte) bits;
      bits >>>= 8;
      count -= 8;
    }
  }

  /** Fills up the last byte. */
  void align() {
    count = (count + 7) & ~7;
    drain();
  }

  /** Appends bytes behind a full byte. */
  void append(byte[] from, int offset, int length) {
    drain();
    ensure(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  /** How many bits were written. */
  long written() {
    return 8L * size + count;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  /** What was written, behind a full byte. */
  byte[] toBytes() {
    drain();
    return Arrays.copyOf(bytes, size);
  }
}
