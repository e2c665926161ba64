package org.whittle.composition.boot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.whittle.kernel.Corrupted;

/**
 * One program for EFI made of a stub and what it starts (UAPI Group, "Unified Kernel Image"; PE
 * Format, "Section Table"): the stub with more sections behind its own.
 *
 * <p>What PE keeps of times and checksums is zero, as in the stub.
 */
public final class UnifiedKernel {
  private static final int SECTION_HEADER = 40;

  /** What is loaded is used in place: the kernel wants whole pages. */
  private static final int PAGE = 4096;

  private static final int INITIALIZED_READABLE = 0x4000_0040;

  /** A section that is added. */
  private record Section(String name, long size, Content content) {}

  /** Opens what is written. */
  @FunctionalInterface
  public interface Content {
    /** A new stream; the caller closes it. */
    InputStream open() throws IOException;
  }

  private final byte[] stub;
  private final List<Section> sections = new ArrayList<>();
  private final ByteBuffer pe;
  private final int header;
  private final int alignment;
  private final int fileAlignment;

  /**
   * A kernel image without a kernel.
   *
   * @param stub systemd-stub(7) for EFI
   * @throws Corrupted if it is no program for EFI of 64 bits
   */
  public UnifiedKernel(byte[] stub) {
    this.stub = stub.clone();
    this.pe = ByteBuffer.wrap(this.stub).order(ByteOrder.LITTLE_ENDIAN);
    int at = stub.length > 64 ? pe.getInt(60) : -1;
    if (at < 0 || at > stub.length - 264 || pe.getInt(at) != 0x4550) {
      throw new Corrupted("cannot write a unified kernel image: its stub is no PE file");
    }
    this.header = at;
    if (pe.getShort(at + 24) != 0x20b) {
      throw new Corrupted("cannot write a unified kernel image: its stub is not of 64 bits");
    }
    this.alignment = Math.max(PAGE, pe.getInt(at + 56));
    this.fileAlignment = pe.getInt(at + 60);
  }

  /** Adds a section of text. */
  public UnifiedKernel with(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return with(name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  /** Adds a section of a size. */
  public UnifiedKernel with(String name, long size, Content content) {
    sections.add(new Section(name, size, content));
    return this;
  }

  /** The bytes that {@link #write} writes. */
  public long size() {
    long size = align(stub.length, fileAlignment);
    for (Section section : sections) {
      size += align(section.size(), fileAlignment);
    }
    return size;
  }

  /** Writes the program; the caller closes the stream. */
  public void write(OutputStream to) throws IOException {
    to.write(stubWithHeaders());
    to.write(new byte[(int) (align(stub.length, fileAlignment) - stub.length)]);
    for (Section section : sections) {
      try (InputStream content = section.content().open()) {
        long written = content.transferTo(to);
        if (written != section.size()) {
          throw new Corrupted(
              "cannot write a unified kernel image: section "
                  + section.name()
                  + " has "
                  + written
                  + " bytes instead of "
                  + section.size());
        }
      }
      to.write(new byte[(int) (align(section.size(), fileAlignment) - section.size())]);
    }
  }

  private byte[] stubWithHeaders() {
    byte[] bytes = stub.clone();
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int count = Short.toUnsignedInt(pe.getShort(header + 6));
    int table = header + 24 + Short.toUnsignedInt(pe.getShort(header + 20));
    int headers = pe.getInt(header + 84);
    if (table + SECTION_HEADER * (count + sections.size()) > headers) {
      throw new Corrupted("cannot write a unified kernel image: its stub has no room for headers");
    }
    long address = 0;
    for (int i = 0; i < count; i++) {
      int at = table + SECTION_HEADER * i;
      address = Math.max(address, end(at));
    }
    long file = align(stub.length, fileAlignment);
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      int at = table + SECTION_HEADER * (count + i);
      address = align(address, alignment);
      long stored = align(section.size(), fileAlignment);
      out.put(at, padded(section.name()));
      out.putInt(at + 8, (int) section.size());
      out.putInt(at + 12, (int) address);
      out.putInt(at + 16, (int) stored);
      out.putInt(at + 20, (int) file);
      out.putInt(at + 36, INITIALIZED_READABLE);
      address += section.size();
      file += stored;
    }
    out.putShort(header + 6, (short) (count + sections.size()));
    out.putInt(header + 80, (int) align(address, alignment));
    return bytes;
  }

  private long end(int section) {
    return Integer.toUnsignedLong(pe.getInt(section + 12))
        + Integer.toUnsignedLong(pe.getInt(section + 8));
  }

  private static byte[] padded(String name) {
    byte[] field = new byte[8];
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, field, 0, bytes.length);
    return field;
  }

  private static long align(long value, int to) {
    return (value + to - 1) / to * to;
  }
}
