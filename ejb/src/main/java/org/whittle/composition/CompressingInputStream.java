package org.whittle.composition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** The compressed form of a stream, made piece by piece as it is read. */
final class CompressingInputStream extends InputStream {
  private final InputStream source;
  private final byte[] piece = new byte[1 << 16];
  private final Window window = new Window();
  private final OutputStream compressor;
  private boolean ended;

  /** Makes a compressor that writes to a stream; closing it ends the compressed form. */
  @FunctionalInterface
  interface Compressor {
    OutputStream to(OutputStream out) throws IOException;
  }

  CompressingInputStream(InputStream source, Compressor compressor) throws IOException {
    this.source = source;
    this.compressor = compressor.to(window);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    while (window.isEmpty() && !ended) {
      int n = source.readNBytes(piece, 0, piece.length);
      compressor.write(piece, 0, n);
      if (n < piece.length) {
        compressor.close();
        ended = true;
      }
    }
    return window.isEmpty() && length > 0 ? -1 : window.take(buffer, offset, length);
  }

  @Override
  public void close() throws IOException {
    compressor.close();
    source.close();
  }

  /** What the compressor has written and nobody has read. */
  private static final class Window extends ByteArrayOutputStream {
    private int taken;

    boolean isEmpty() {
      return taken == count;
    }

    int take(byte[] buffer, int offset, int length) {
      int n = Math.min(length, count - taken);
      System.arraycopy(buf, taken, buffer, offset, n);
      taken += n;
      if (taken == count) {
        reset();
        taken = 0;
      }
      return n;
    }
  }
}
