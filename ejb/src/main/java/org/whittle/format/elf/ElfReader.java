package org.whittle.format.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.kernel.Corrupted;

/**
 * Reads what an ELF file asks of the loader (System V ABI, chapters 4 and 5; ELF-64 Object File
 * Format 1.5).
 *
 * <p>Only headers, the dynamic section and the few strings that it names are read, whatever the
 * file's size; counts and lengths beyond what loaders meet are refused.
 */
public final class ElfReader {
  private static final int MAX_SEGMENTS = 4096;
  private static final int MAX_DYNAMIC = 1 << 20;
  private static final int MAX_NEEDED = 4096;
  private static final int MAX_TEXT = 4096;
  private static final int MAX_PATHS = 1 << 14;
  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final int INTERP = 3;

  private final Window file;
  private final ByteOrder order;
  private final boolean wide;
  private final List<Segment> loads = new ArrayList<>();

  private record Segment(int type, long offset, long address, long size) {}

  private ElfReader(Window file, ByteOrder order, boolean wide) {
    this.file = file;
    this.order = order;
    this.wide = wide;
  }

  /** Whether the bytes at a file's start are those of an ELF file. */
  public static boolean isElf(byte[] start) {
    return start.length >= 4
        && start[0] == 0x7f
        && start[1] == 'E'
        && start[2] == 'L'
        && start[3] == 'F';
  }

  /**
   * Reads a file that {@link #isElf}.
   *
   * @throws Corrupted if the file is not what its headers promise
   */
  public static ElfFile read(ElfSource source) throws IOException {
    try (Window file = new Window(source)) {
      byte[] ident = file.bytes("the identification", 0, 16, ByteOrder.BIG_ENDIAN).array();
      if (!isElf(ident)) {
        throw new Corrupted("cannot read ELF data: the file does not begin as an ELF file");
      }
      if (ident[4] != 1 && ident[4] != 2) {
        throw new Corrupted("cannot read ELF data: class " + (ident[4] & 0xff) + " is unknown");
      }
      if (ident[5] != 1 && ident[5] != 2) {
        throw new Corrupted(
            "cannot read ELF data: byte order " + (ident[5] & 0xff) + " is unknown");
      }
      ByteOrder order = ident[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      return new ElfReader(file, order, ident[4] == 2).read();
    }
  }

  private ElfFile read() throws IOException {
    ByteBuffer header = file.bytes("the header", 0, wide ? 64 : 52, order);
    int machine = Short.toUnsignedInt(header.getShort(18));
    long table = wide ? header.getLong(32) : Integer.toUnsignedLong(header.getInt(28));
    int width = Short.toUnsignedInt(header.getShort(wide ? 54 : 42));
    int count = Short.toUnsignedInt(header.getShort(wide ? 56 : 44));
    Optional<String> interpreter = Optional.empty();
    Optional<Segment> dynamic = Optional.empty();
    for (Segment segment : segments(table, width, count)) {
      switch (segment.type()) {
        case LOAD -> loads.add(segment);
        case DYNAMIC -> dynamic = Optional.of(segment);
        case INTERP ->
            interpreter = Optional.of(file.text("the interpreter", segment.offset(), MAX_TEXT));
        default -> {}
      }
    }
    if (dynamic.isEmpty()) {
      int bits = wide ? 64 : 32;
      return new ElfFile(
          bits, machine, interpreter, Optional.empty(), List.of(), List.of(), List.of());
    }
    return dynamic(machine, interpreter, dynamic.get());
  }

  private List<Segment> segments(long table, int width, int count) throws IOException {
    if (count == 0) {
      return List.of();
    }
    if (count > MAX_SEGMENTS || width < (wide ? 56 : 32) || width > 256) {
      throw new Corrupted(
          "cannot read ELF data: " + count + " segment headers of " + width + " bytes");
    }
    ByteBuffer headers = file.bytes("the segment table", table, count * width, order);
    List<Segment> segments = new ArrayList<>();
    for (int at = 0; at < count * width; at += width) {
      segments.add(
          wide
              ? new Segment(
                  headers.getInt(at),
                  headers.getLong(at + 8),
                  headers.getLong(at + 16),
                  headers.getLong(at + 32))
              : new Segment(
                  headers.getInt(at),
                  Integer.toUnsignedLong(headers.getInt(at + 4)),
                  Integer.toUnsignedLong(headers.getInt(at + 8)),
                  Integer.toUnsignedLong(headers.getInt(at + 16))));
    }
    return segments;
  }

  private ElfFile dynamic(int machine, Optional<String> interpreter, Segment segment)
      throws IOException {
    if (segment.size() < 0 || segment.size() > MAX_DYNAMIC) {
      throw new Corrupted(
          "cannot read ELF data: dynamic section of "
              + Long.toUnsignedString(segment.size())
              + " bytes");
    }
    int size = (int) segment.size();
    ByteBuffer section = file.bytes("the dynamic section", segment.offset(), size, order);
    Dynamic found = Dynamic.of(section, wide);
    if (found.needed().size() > MAX_NEEDED) {
      throw new Corrupted(
          "cannot read ELF data: " + found.needed().size() + " needed libraries named");
    }
    if (found.names().isEmpty()) {
      return new ElfFile(
          wide ? 64 : 32, machine, interpreter, Optional.empty(), List.of(), List.of(), List.of());
    }
    long strings = offsetOf(found.strings());
    Strings texts = new Strings(strings);
    List<String> needed = new ArrayList<>();
    for (long name : found.needed()) {
      needed.add(texts.at(name, MAX_TEXT));
    }
    return new ElfFile(
        wide ? 64 : 32,
        machine,
        interpreter,
        found.soname() < 0 ? Optional.empty() : Optional.of(texts.at(found.soname(), MAX_TEXT)),
        needed,
        texts.paths(found.rpath()),
        texts.paths(found.runpath()));
  }

  /** Where the loader's address lies in the file. */
  private long offsetOf(long address) {
    for (Segment load : loads) {
      long into = address - load.address();
      if (into >= 0 && into < load.size()) {
        return load.offset() + into;
      }
    }
    throw new Corrupted("cannot read ELF data: the string table is in no loaded segment");
  }

  /** The string table of the dynamic section. */
  private final class Strings {
    private final long start;

    Strings(long start) {
      this.start = start;
    }

    String at(long name, int limit) throws IOException {
      if (name < 0 || start + name < 0) {
        throw new Corrupted("cannot read ELF data: a name lies outside the string table");
      }
      String text = file.text("a name", start + name, limit);
      return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    List<String> paths(long name) throws IOException {
      if (name < 0) {
        return List.of();
      }
      return List.of(at(name, MAX_PATHS).split(":")).stream().filter(p -> !p.isEmpty()).toList();
    }
  }
}
