package org.whittle.rest;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes on the bytes of one range of what is written to it. */
final class RangeOutput extends FilterOutputStream {
  private final ByteRange range;
  private long position;

  RangeOutput(OutputStream out, ByteRange range) {
    super(out);
    this.range = range;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    long from = Math.max(range.first() - position, 0);
    long to = Math.min(range.last() + 1 - position, length);
    if (from < to) {
      out.write(bytes, offset + (int) from, (int) (to - from));
    }
    position += length;
  }
}
