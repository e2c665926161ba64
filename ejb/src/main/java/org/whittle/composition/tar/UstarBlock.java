package org.whittle.composition.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One ustar header block in the making (POSIX.1-2017 pax, "ustar Interchange Format"). */
final class UstarBlock {
  static final int SIZE = 512;
  static final int NAME = 100;
  static final int PREFIX = 155;

  /** The largest owner that its field holds. */
  static final long MAX_ID = 0777_7777L;

  /** The largest size and time that their fields hold. */
  static final long MAX_NUMBER = 0777_7777_7777L;

  private final byte[] block = new byte[SIZE];

  UstarBlock(char type, int mode) {
    octal(100, 7, mode);
    block[156] = (byte) type;
    put(257, "ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, 8);
    octal(329, 7, 0);
    octal(337, 7, 0);
  }

  /** The name, or its first bytes; with a split the bytes before that slash are the prefix. */
  UstarBlock name(byte[] name, int split) {
    if (split > 0) {
      put(345, name, 0, split);
      put(0, name, split + 1, name.length);
    } else {
      put(0, name, 0, Math.min(name.length, NAME));
    }
    return this;
  }

  UstarBlock link(byte[] link) {
    put(157, link, 0, Math.min(link.length, NAME));
    return this;
  }

  UstarBlock owner(long uid, long gid) {
    octal(108, 7, fitting(uid, MAX_ID));
    octal(116, 7, fitting(gid, MAX_ID));
    return this;
  }

  UstarBlock sizeAndTime(long size, long mtime) {
    octal(124, 11, fitting(size, MAX_NUMBER));
    octal(136, 11, fitting(mtime, MAX_NUMBER));
    return this;
  }

  /** The block with its sum: all bytes, the field itself read as spaces; six digits, NUL, space. */
  byte[] bytes() {
    Arrays.fill(block, 148, 156, (byte) ' ');
    long sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(148, 6, sum);
    block[154] = 0;
    return block.clone();
  }

  static boolean fits(long value, long max) {
    return value >= 0 && value <= max;
  }

  /** A value that does not fit is in the extended header; the field then holds 0. */
  private static long fitting(long value, long max) {
    return fits(value, max) ? value : 0;
  }

  private void put(int at, byte[] value, int from, int to) {
    System.arraycopy(value, from, block, at, to - from);
  }

  private void octal(int at, int digits, long value) {
    long rest = value;
    for (int i = digits - 1; i >= 0; i--) {
      block[at + i] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
  }
}
