package org.whittle.composition.gzip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.zip.CRC32;

/**
 * The gzip form of a stream, made as it is read.
 *
 * <p>The stream is cut into pieces of one size, which are deflated side by side; each may refer to
 * the end of the one before. So the bytes depend on the content alone. At most {@link #AHEAD}
 * pieces are in memory. Closing it closes the stream; not safe for use by several threads.
 */
public final class GzipStream extends InputStream {
  static final int PIECE = 1 << 18;
  private static final int AHEAD = 6;

  /** Deflated, no name, no time, written on no known system (RFC 1952, 2.3). */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final InputStream source;
  private final Executor workers;
  private final ArrayDeque<FutureTask<byte[]>> pieces = new ArrayDeque<>();
  private final CRC32 sum = new CRC32();
  private byte[] plain = new byte[0];
  private byte[] current = HEADER;
  private int taken;
  private long size;
  private boolean read;
  private boolean ended;

  /**
   * Compresses what the source still holds.
   *
   * @param workers deflate pieces; none of their tasks waits for another
   */
  public GzipStream(InputStream source, Executor workers) {
    this.source = source;
    this.workers = workers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (taken == current.length) {
      if (ended) {
        return -1;
      }
      advance();
    }
    int n = Math.min(length, current.length - taken);
    System.arraycopy(current, taken, buffer, offset, n);
    taken += n;
    return n;
  }

  private void advance() throws IOException {
    while (!read && pieces.size() < AHEAD) {
      readPiece();
    }
    taken = 0;
    FutureTask<byte[]> piece = pieces.poll();
    if (piece != null) {
      current = await(piece);
    } else {
      current = trailer();
      ended = true;
    }
  }

  private void readPiece() throws IOException {
    int window = Math.min(plain.length, Deflate.WINDOW);
    byte[] next = new byte[window + PIECE];
    System.arraycopy(plain, plain.length - window, next, 0, window);
    int n = source.readNBytes(next, window, PIECE);
    sum.update(next, window, n);
    size += n;
    boolean last = n < PIECE;
    read = last;
    plain = last ? Arrays.copyOf(next, window + n) : next;
    byte[] bytes = plain;
    FutureTask<byte[]> task = new FutureTask<>(() -> Deflate.piece(bytes, window, last));
    pieces.add(task);
    workers.execute(task);
  }

  private static byte[] await(FutureTask<byte[]> piece) throws IOException {
    try {
      return piece.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a piece cannot be deflated", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private byte[] trailer() {
    ByteArrayOutputStream trailer = new ByteArrayOutputStream(8);
    for (int shift = 0; shift < 32; shift += 8) {
      trailer.write((int) (sum.getValue() >>> shift));
    }
    for (int shift = 0; shift < 32; shift += 8) {
      trailer.write((int) (size >>> shift));
    }
    return trailer.toByteArray();
  }

  @Override
  public void close() throws IOException {
    pieces.forEach(piece -> piece.cancel(false));
    source.close();
  }
}
