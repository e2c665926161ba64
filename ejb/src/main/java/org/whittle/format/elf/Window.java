package org.whittle.format.elf;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.whittle.kernel.Corrupted;

/**
 * Bounded reads at any place of a file that can only be read forward: going back opens it anew.
 *
 * <p>Not safe for threads.
 */
final class Window implements AutoCloseable {
  private final ElfSource source;
  private InputStream in;
  private long position;

  Window(ElfSource source) throws IOException {
    this.source = source;
    this.in = new BufferedInputStream(source.open(), 1 << 13);
  }

  /** The bytes at the offset, all of them. */
  ByteBuffer bytes(String part, long offset, int length, ByteOrder order) throws IOException {
    seek(part, offset);
    byte[] bytes = in.readNBytes(length);
    position += bytes.length;
    if (bytes.length < length) {
      throw outside(part, offset);
    }
    return ByteBuffer.wrap(bytes).order(order);
  }

  /** The text at the offset up to its NUL. */
  String text(String part, long offset, int limit) throws IOException {
    seek(part, offset);
    byte[] bytes = new byte[limit];
    for (int length = 0; length < limit; length++) {
      int b = in.read();
      position++;
      if (b < 0) {
        throw outside(part, offset);
      }
      if (b == 0) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      }
      bytes[length] = (byte) b;
    }
    throw new Corrupted("cannot read ELF data: " + part + " is longer than " + limit + " bytes");
  }

  private void seek(String part, long offset) throws IOException {
    if (offset < 0) {
      throw outside(part, offset);
    }
    if (offset < position) {
      in.close();
      in = new BufferedInputStream(source.open(), 1 << 13);
      position = 0;
    }
    try {
      in.skipNBytes(offset - position);
    } catch (EOFException e) {
      throw outside(part, offset);
    }
    position = offset;
  }

  private static Corrupted outside(String part, long offset) {
    return new Corrupted(
        "cannot read ELF data: "
            + part
            + " at "
            + Long.toUnsignedString(offset)
            + " lies outside the file");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
