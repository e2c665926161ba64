package org.whittle.composition.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.whittle.format.FileKind;

/**
 * The blocks before a member's content: a ustar header, and a pax extended header before it if the
 * ustar fields cannot hold a value (POSIX.1-2017 pax, "pax Header Block"). Owners are numbers; user
 * and group names stay empty.
 */
final class TarHeader {
  private static final int NO_SPLIT = 0;
  private static final int TOO_LONG = -1;

  private TarHeader() {}

  /** All header blocks of the member. */
  static byte[] of(TarMember member, long mtime) {
    byte[] name = member.name().getBytes(StandardCharsets.UTF_8);
    byte[] link = member.link().getBytes(StandardCharsets.UTF_8);
    int split = split(name);
    Map<String, String> extended = new TreeMap<>();
    if (split == TOO_LONG || !isAscii(name)) {
      extended.put("path", member.name());
    }
    if (link.length > UstarBlock.NAME || !isAscii(link)) {
      extended.put("linkpath", member.link());
    }
    extend(extended, "size", member.size(), UstarBlock.MAX_NUMBER);
    extend(extended, "uid", member.uid(), UstarBlock.MAX_ID);
    extend(extended, "gid", member.gid(), UstarBlock.MAX_ID);
    extend(extended, "mtime", mtime, UstarBlock.MAX_NUMBER);

    ByteArrayOutputStream blocks = new ByteArrayOutputStream(3 * UstarBlock.SIZE);
    if (!extended.isEmpty()) {
      writeExtended(extended, mtime, blocks);
    }
    blocks.writeBytes(
        new UstarBlock(typeOf(member.kind()), member.mode())
            .name(name, split)
            .link(link)
            .owner(member.uid(), member.gid())
            .sizeAndTime(member.size(), mtime)
            .bytes());
    return blocks.toByteArray();
  }

  /** The slash at which a name is cut in two fields, neither of which holds it. */
  private static int split(byte[] name) {
    if (name.length <= UstarBlock.NAME) {
      return NO_SPLIT;
    }
    int first = Math.max(1, name.length - UstarBlock.NAME - 1);
    for (int i = Math.min(UstarBlock.PREFIX, name.length - 2); i >= first; i--) {
      if (name[i] == '/') {
        return i;
      }
    }
    return TOO_LONG;
  }

  private static void extend(Map<String, String> extended, String key, long value, long max) {
    if (!UstarBlock.fits(value, max)) {
      extended.put(key, Long.toString(value));
    }
  }

  private static char typeOf(FileKind kind) {
    return switch (kind) {
      case REGULAR -> '0';
      case SYMLINK -> '2';
      case DIRECTORY -> '5';
    };
  }

  private static void writeExtended(
      Map<String, String> extended, long mtime, ByteArrayOutputStream to) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    extended.forEach((key, value) -> records.writeBytes(record(key, value)));
    to.writeBytes(
        new UstarBlock('x', 0644)
            .name("PaxHeaders".getBytes(StandardCharsets.US_ASCII), NO_SPLIT)
            .owner(0, 0)
            .sizeAndTime(records.size(), mtime)
            .bytes());
    to.writeBytes(records.toByteArray());
    to.writeBytes(new byte[TarStream.padding(records.size())]);
  }

  /** A record begins with its own length in decimal, which counts itself. */
  private static byte[] record(String key, String value) {
    String rest = " " + key + "=" + value + "\n";
    int bytes = rest.getBytes(StandardCharsets.UTF_8).length;
    int length = bytes + 1;
    while (Integer.toString(length).length() + bytes != length) {
      length = Integer.toString(length).length() + bytes;
    }
    return (length + rest).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isAscii(byte[] text) {
    for (byte b : text) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
