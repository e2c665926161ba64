package org.whittle.format.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes small ELF files that have what a loader reads, and nothing to run. */
public final class TestElf {
  private final boolean wide;
  private final ByteOrder order;
  private int machine = 62;
  private String interpreter = "";
  private final List<long[]> dynamic = new ArrayList<>();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();

  private TestElf(boolean wide, ByteOrder order) {
    this.wide = wide;
    this.order = order;
    strings.write(0);
  }

  /** A file for x86-64. */
  public static TestElf x86() {
    return new TestElf(true, ByteOrder.LITTLE_ENDIAN);
  }

  /** A 32-bit file of the given byte order. */
  static TestElf narrow(ByteOrder order) {
    return new TestElf(false, order);
  }

  /** Sets the number of the machine. */
  public TestElf machine(int number) {
    machine = number;
    return this;
  }

  /** Sets the interpreter. */
  public TestElf interpreter(String path) {
    interpreter = path;
    return this;
  }

  /** Adds needed libraries. */
  public TestElf needs(String... sonames) {
    for (String soname : sonames) {
      add(1, soname);
    }
    return this;
  }

  /** Sets the soname. */
  public TestElf soname(String name) {
    return add(14, name);
  }

  /** Sets DT_RPATH. */
  public TestElf rpath(String path) {
    return add(15, path);
  }

  /** Sets DT_RUNPATH. */
  public TestElf runpath(String path) {
    return add(29, path);
  }

  private TestElf add(int tag, String text) {
    dynamic.add(new long[] {tag, strings.size()});
    strings.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** The file's bytes: header, three segments, interpreter, strings, dynamic section. */
  public byte[] bytes() {
    int header = wide ? 64 : 52;
    int width = wide ? 56 : 32;
    int at = header + 3 * width;
    byte[] interp = (interpreter + "\0").getBytes(StandardCharsets.UTF_8);
    int texts = at + interp.length;
    int entries = texts + strings.size();
    int size = (dynamic.size() + 2) * (wide ? 16 : 8);
    ByteBuffer out = ByteBuffer.allocate(entries + size).order(order);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1)});
    out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2));
    out.putShort(18, (short) machine);
    number(out, wide ? 32 : 28, header);
    out.putShort(wide ? 54 : 42, (short) width);
    out.putShort(wide ? 56 : 44, (short) 3);
    segment(out, header, interpreter.isEmpty() ? 0 : 3, at, interp.length);
    segment(out, header + width, 1, 0, entries + size);
    segment(out, header + 2 * width, dynamic.isEmpty() ? 0 : 2, entries, size);
    out.put(at, interp).put(texts, strings.toByteArray());
    int entry = entries;
    for (long[] pair : dynamic) {
      entry = entry(out, entry, pair[0], pair[1]);
    }
    entry(out, entry, 5, 0x1000 + texts);
    return out.array();
  }

  private int entry(ByteBuffer out, int at, long tag, long value) {
    number(out, at, tag);
    number(out, at + (wide ? 8 : 4), value);
    return at + (wide ? 16 : 8);
  }

  private void segment(ByteBuffer out, int at, int type, long offset, long size) {
    out.putInt(at, type);
    number(out, at + (wide ? 8 : 4), offset);
    number(out, at + (wide ? 16 : 8), 0x1000 + offset);
    number(out, at + (wide ? 32 : 16), size);
  }

  private void number(ByteBuffer out, int at, long value) {
    if (wide) {
      out.putLong(at, value);
    } else {
      out.putInt(at, (int) value);
    }
  }
}
