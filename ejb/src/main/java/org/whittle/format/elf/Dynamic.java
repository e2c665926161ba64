package org.whittle.format.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a dynamic section that say what the loader looks for (System V ABI, "Dynamic
 * Section"); names are offsets into the string table, -1 if there is none.
 */
record Dynamic(List<Long> needed, long soname, long rpath, long runpath, long strings) {
  private static final int NULL = 0;
  private static final int NEEDED = 1;
  private static final int STRTAB = 5;
  private static final int SONAME = 14;
  private static final int RPATH = 15;
  private static final int RUNPATH = 29;

  static Dynamic of(ByteBuffer section, boolean wide) {
    int width = wide ? 16 : 8;
    List<Long> needed = new ArrayList<>();
    long soname = -1;
    long rpath = -1;
    long runpath = -1;
    long strings = 0;
    for (int at = 0; at + width <= section.limit(); at += width) {
      long tag = wide ? section.getLong(at) : section.getInt(at);
      long value = wide ? section.getLong(at + 8) : Integer.toUnsignedLong(section.getInt(at + 4));
      if (tag == NULL) {
        break;
      } else if (tag == NEEDED) {
        needed.add(value);
      } else if (tag == STRTAB) {
        strings = value;
      } else if (tag == SONAME) {
        soname = value;
      } else if (tag == RPATH) {
        rpath = value;
      } else if (tag == RUNPATH) {
        runpath = value;
      }
    }
    return new Dynamic(needed, soname, rpath, runpath, strings);
  }

  /** Every name that is used. */
  List<Long> names() {
    List<Long> names = new ArrayList<>(needed);
    for (long name : new long[] {soname, rpath, runpath}) {
      if (name >= 0) {
        names.add(name);
      }
    }
    return names;
  }
}
