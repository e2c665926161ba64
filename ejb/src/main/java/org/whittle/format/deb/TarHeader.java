package org.whittle.format.deb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The header block of a tar member (pax(1), "ustar Interchange Format"; tar(5), "GNU tar"). */
final class TarHeader {
  static final int SIZE = 512;

  private static final int CHECKSUM = 148;
  private static final int PREFIX = 345;

  private final byte[] block;

  TarHeader(byte[] block) throws IOException {
    this.block = block;
    long sum = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xff;
    }
    if (sum != number(CHECKSUM, 8)) {
      throw new MalformedArchive("the checksum of a tar header is wrong");
    }
  }

  static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  char type() {
    char type = (char) (block[156] & 0xff);
    return type == 0 || type == '7' ? TarMember.REGULAR : type;
  }

  /** The member as this block alone tells it. */
  TarMember member() throws IOException {
    String name = text(0, 100);
    boolean posix = "ustar\0".equals(new String(block, 257, 6, StandardCharsets.ISO_8859_1));
    String prefix = posix ? text(PREFIX, 155) : "";
    return new TarMember(
        prefix.isEmpty() ? name : prefix + "/" + name,
        type(),
        text(157, 100),
        (int) (number(100, 8) & 07777),
        owner(number(108, 8)),
        owner(number(116, 8)),
        size());
  }

  long size() throws IOException {
    return number(124, 12);
  }

  static int owner(long id) throws IOException {
    if (id > Integer.MAX_VALUE) {
      throw new MalformedArchive("an owner of a tar member is out of range");
    }
    return (int) id;
  }

  private String text(int from, int length) throws IOException {
    int end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return text(block, from, end);
  }

  /** Names are UTF-8 (Debian Policy 10.10); any other bytes are refused. */
  static String text(byte[] bytes, int from, int to) throws IOException {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      throw new MalformedArchive("member \"" + text + "\" has a name that is not UTF-8");
    }
    return text;
  }

  /** Octal digits, or a big-endian number behind a marker (tar(5), "Numeric Extensions"). */
  private long number(int from, int length) throws IOException {
    return (block[from] & 0x80) == 0 ? octal(from, length) : binary(from, length);
  }

  private long octal(int from, int length) throws IOException {
    int at = from;
    int end = from + length;
    while (at < end && block[at] == ' ') {
      at++;
    }
    long number = 0;
    for (; at < end && block[at] != 0 && block[at] != ' '; at++) {
      if (block[at] < '0' || block[at] > '7') {
        throw new MalformedArchive("a number in a tar header is not octal");
      }
      number = number << 3 | (block[at] - '0');
    }
    return number;
  }

  private long binary(int from, int length) throws IOException {
    long number = block[from] & 0x7f;
    for (int i = from + 1; i < from + length; i++) {
      if (number >> 54 != 0) {
        throw new MalformedArchive("a number in a tar header is out of range");
      }
      number = number << 8 | (block[i] & 0xff);
    }
    return number;
  }
}
